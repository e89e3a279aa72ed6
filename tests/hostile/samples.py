"""Files that mean harm: YAML, Markdown and paths, made from seeds by rule and by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator

HEAD = "---\ntitle: R v Example\ncountry: aq\ncourt: First Court\ndate: 2020-01-02\nsources: [{title: J, url: https://example.org/1, kind: judgment}]\n"
REPEATED = (
    "[", "{", "- ", "? ", ": ", "a: ", "a: [", "- - ", "&a ", "*a ", "!!x ", "%", "'", '"', "|\n", ">\n", "#", "\t", "\\", "\x00", "\u202e", "\ud7ff",
    "a:\n ", "<<: ", "---\n", "...\n", "a: &a [*a, *a]\n", "x: y\n", "{a: b, ", "\U0001f600", "\r", "é", "a: b #c\n", "=", "~", "!<tag:x> ",
)  # fmt: skip
MARKS = (
    "[", "[^", "[[", "[a](", "[a](x)", "![", "<", "<a ", "<!--", "*", "_", "**a ", "`", "~~~\n", "> ", "- ", "1. ", "\\", "&#", "|a", "a|b\n-|-\n",
    "\n\n#", "[a]: x\n", "[a][b]", "<http://a>", "](", "=\n", "\t", "  \n", "a*b_", "* a\n  ", "## Facts\n", "## x\n", "[x](javascript:1)", "\u0301",
    "[x](nowhere.md)", "<b>x</b>",
)  # fmt: skip
NAMES = (
    "con.md", "NUL.md", "aux.yml", "com1.md", "A.md", "é.md", "a b.md", "-a.md", "a-.md", ".hidden.md", "a..md", "index.md", "index-2.md", "a\\b.md",
    "a\nb.md", "a\u202eb.md", "a%2e.md", "$(id).md", "`id`.md", "a;b.md", "x" * 200 + ".md", "a.md.exe", "a.html", "а.md", "ａ.md", "a:b.md", "*.md",
)  # fmt: skip
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)
MERGE = "a0: &a0 {x: y}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)
)


def files() -> Iterator[tuple[str, bytes]]:
    """The path under content/ and the bytes of each."""
    chance = random.Random(13)
    for text in (BOMB, MERGE, *_long(REPEATED)):
        yield "laws/aq/hostile.yml", text.encode("utf-8", "surrogatepass")
        yield (
            "laws/aq/hostile.yml",
            f"title: X\ncountry: aq\nprovisions: {text}".encode("utf-8", "surrogatepass"),
        )
        yield (
            "cases/aq/hostile.md",
            (HEAD + text + "\n---\n## Summary\n\nx\n").encode("utf-8", "surrogatepass"),
        )
    for text in _long(MARKS):
        yield "cases/aq/hostile.md", f"{HEAD}---\n## Summary\n\n{text}".encode()
        yield (
            "cases/aq/hostile.md",
            f"{HEAD}notes: |\n  {text[:20_000].replace(chr(10), chr(10) + '  ')}\n---\n## Summary\n\nx".encode(),
        )
    for name in NAMES:
        for folder in ("cases/aq", "cases/AQ", "laws/aq/deep", "nowhere", "countries", "cases/con"):
            yield f"{folder}/{name}", b"---\ntitle: x\n---\n"
    seed = (
        HEAD + "---\n## Summary\n\nA **short** [text](station-authority-v-fram-2021.md).\n"
    ).encode()
    for _ in range(450):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 4)] = chance.choice(
                (
                    bytes([chance.randrange(256)]),
                    chance.choice(REPEATED).encode(errors="replace"),
                    chance.choice(MARKS).encode(),
                )
            )
        yield "cases/aq/hostile.md", bytes(data)
    provision = '  - {id: s%d, number: "%d", title: T, covers: [illegal-access]}\n'
    law = "title: X\ncountry: aq\nsources: [{title: J, url: https://example.org/1, kind: official-text}]\nprovisions:\n"
    yield (
        "laws/aq/hostile.yml",
        (law + "".join(provision % (n, n) for n in range(100_000))).encode(),
    )
    yield "laws/aq/hostile.yml", b"title: " + b"x" * 10_000_000
    yield "cases/aq/hostile.md", f"{HEAD}---\n## Summary\n\n{'word ' * 390_000}".encode()


def _long(seeds: tuple[str, ...]) -> Iterator[str]:
    for seed in seeds:
        for size in (5, 1_000, 50_000):
            yield seed * max(1, size // len(seed))
