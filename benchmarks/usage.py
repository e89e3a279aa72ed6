"""How long an access log takes to count, and in how much memory.

``python -m benchmarks.usage 1000000`` writes a made-up log, seeded, and counts it: readers with
thousands of different programs, a fifth robots, pages of the repository's records and of none,
and one line in a hundred that is broken.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.corpus.load import load
from build_tools.usage.counting import count_logs
from build_tools.usage.targets import Targets

ROOT = Path(__file__).resolve().parent.parent
SEED = 20261124
BROKEN = (
    "\x16\x03\x01\x02 \xff\xfe\x00",
    '203.0.113.9 - - [03/Oct/2026:10:00:00 +0000] "GET /../../etc/passwd HTTP/1.1" 400 0 "-" "x"',
    '203.0.113.9 - - [03/Oct/2026:10:00:00 +0000] "GET /%3Cscript%3E HTTP/1.1" 404 0 "-" "x"',
    "no line of a log",
)


def lines(number: int, paths: list[str]) -> Iterator[str]:
    """The lines of a made-up log of two months."""
    rng = random.Random(SEED)
    asked = [f"/{path}.html" for path in paths]
    others = ["/", "/cases/index.html", "/search.html?q=secret+words", "/data/records.json",
              "/assets/docket.css", "/search/t/ab.js", "/nowhere.html"]  # fmt: skip
    for _ in range(number):
        if rng.random() < 0.01:
            yield rng.choice(BROKEN)
            continue
        path = rng.choice(others) if rng.random() < 0.4 else rng.choice(asked)
        month = rng.choice(("Sep", "Oct"))
        yield (
            f"203.0.113.{rng.randrange(256)} - - "
            f"[{rng.randrange(1, 31):02}/{month}/2026:10:{rng.randrange(60):02}:00 +0000] "
            f'"GET {path} HTTP/1.1" {404 if "nowhere" in path else 200} {rng.randrange(90000)} '
            f'"{_referrer(rng)}" "{_agent(rng)}"'
        )


def _referrer(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return "-"
    return f"https://host{int(rng.expovariate(0.02))}.example.org/page/{rng.randrange(1000)}"


def _agent(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return rng.choice(("Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5", "GPTBot/1.2"))
    version = int(rng.expovariate(0.001))
    return (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{100 + version % 40}.0.{version}.0 Safari/537.36"
    )


def main() -> None:
    """Make a log, count it, and print the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("lines", type=int, nargs="?", default=1_000_000)
    number = parser.parse_args().lines
    loaded = load(ROOT / "content")
    targets = Targets(Corpus(loaded.entries, loaded.unreadable))
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "access.log"
        with log.open("w", encoding="latin-1") as out:
            out.writelines(
                f"{line}\n" for line in lines(number, [each.id for each in loaded.entries])
            )
        size = log.stat().st_size / 1e6
        start = time.perf_counter()
        counted = count_logs([log], targets, frozenset())
        spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{number:,} lines, {size:.0f} MB: {spent:.1f} s, peak {peak:.0f} MiB in all")
    print(f"{counted.read:,} read, {counted.unread:,} not")


if __name__ == "__main__":
    main()
