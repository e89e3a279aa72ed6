"""How large the ways to a translated interface are. Usage: python -m benchmarks.languages

Renders the repository's own records four times over: as they were without translation,
with every text of the interface marked by an attribute, with texts found by what they say
(the way chosen), and as an edition. Sizes are of all computed pages, raw and gzip -9.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from build_tools.corpus.corpus import Corpus
from build_tools.pages import environment
from build_tools.pages.editions import all_pages
from build_tools.pages.site import make_context
from build_tools.rules.check import check
from build_tools.settings import Settings
from build_tools.translating.catalogue import template
from build_tools.translating.client_files import texts
from build_tools.translating.marks import settled
from build_tools.translating.speaker import BEGIN, END, bare

ROOT = Path(__file__).resolve().parent.parent
ALONE = re.compile(rf">{BEGIN}([^<{END}]*){END}(?=<)")
OTHERS = re.compile(rf"(?<=[^\"]){BEGIN}([^{END}\"]*){END}")


def attributes(html: str, _: object) -> str:
    """Every text marked in the page: an attribute, or an element where it does not stand alone."""
    html = ALONE.sub(r" data-t>\1", html)
    return bare(OTHERS.sub(r"<span data-t>\1</span>", html))


def sizes(corpus: Corpus, way: Callable[..., str], edition: str = "") -> tuple[int, int, float]:
    """Raw and compressed bytes of all bodies, and the seconds that rendering took."""
    environment.settled = way  # type: ignore[attr-defined]
    context = replace(make_context(corpus, Settings()), edition=edition)
    start = time.perf_counter()
    bodies = [page.body.encode() for page in all_pages(context)]
    took = time.perf_counter() - start
    return sum(map(len, bodies)), sum(len(gzip.compress(body, 9)) for body in bodies), took


def line(name: str, measured: Iterable[float], base: Iterable[float]) -> None:
    """One way's figures, beside those of the pages without translation."""
    raw, packed, took = measured
    raw0, packed0, _ = base
    parts = (f"{raw:>11,} {raw / raw0:6.3f}", f"{packed:>11,} {packed / packed0:6.3f}")
    print(f"{name:44} {parts[0]} {parts[1]} {took:6.2f} s")


def main() -> None:
    """Measure each way."""
    corpus = check(ROOT / "content").corpus
    plain = lambda html, _: bare(html)  # noqa: E731
    sizes(corpus, plain)
    base = sizes(corpus, plain)
    line("texts not to be found again", base, base)
    line("each marked by an attribute", sizes(corpus, attributes), base)
    line("found by what they say (chosen)", sizes(corpus, settled), base)
    line("one further edition", sizes(corpus, settled, "qps"), base)
    script = json.dumps(texts("qps", "en"), ensure_ascii=False, separators=(",", ":")).encode()
    packed = len(gzip.compress(script, 9))
    print(f"one language's script: {len(script):,} bytes, {packed:,} compressed")
    print(f"messages: {len(template())}")


if __name__ == "__main__":
    main()
