"""What is taken of lunr.js, from the copy that MkDocs installs.

Only what reads a query is shipped: the stemmer and the query's own classes. The client
finds and ranks by itself.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import rjsmin

_PACKAGE = "mkdocs.contrib.search"
_LUNR = "templates/search/lunr.js"
_SECTION = re.compile(r"^/\*!\n \* (lunr\.\w+)\n", re.MULTILINE)
_VERSION = re.compile(r'^lunr\.version = "([^"]+)"', re.MULTILINE)
_SECTIONS = ("lunr.stemmer", "lunr.stopWordFilter")
_QUERY = "\nlunr.Query = "
_EXPORT = "\n  /**\n   * export the module"
_STOP_WORDS = re.compile(r"generateStopWordFilter\(\s*(['\"])(.*?)\1\.split", re.DOTALL)


def _read(name: str) -> str:
    return resources.files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of lunr-languages for a language that it has."""
    found = _STOP_WORDS.search(_read(f"lunr-language/lunr.{language}.js"))
    if found is None:
        raise ValueError(f"lunr-languages has no stop words for '{language}'")
    return frozenset(found[2].split())


def query_parts(separators: str) -> str:
    """The parts of lunr.js that read a query, as one script that defines ``lunr``.

    separators: what stands between the words of a query, as the inside of a character class. Raises
    ValueError where the installed lunr.js is not built as expected.
    """
    source = _read(_LUNR)
    sections = dict(_sections(source))
    missing = [name for name in _SECTIONS if name not in sections]
    version = _VERSION.search(source)
    if missing or version is None or _QUERY not in source or _EXPORT not in source:
        raise ValueError(f"the installed lunr.js lacks {', '.join(missing) or 'its query parser'}")
    query = source[source.index(_QUERY) : source.index(_EXPORT)]
    body = "\n".join([*(sections[name] for name in _SECTIONS), query])
    script = (
        "(function(){var lunr={Pipeline:{registerFunction:function(){}},"
        f"tokenizer:{{separator:/[{separators}]+/}}}};\n{body}\nwindow.lunr=lunr}})();"
    )
    head = f"/*! lunr.js {version[1]}, parts: (C) 2020 Oliver Nightingale, MIT licence */\n"
    return head + str(rjsmin.jsmin(script)) + "\n"


def _sections(source: str) -> list[tuple[str, str]]:
    """The parts of lunr.js by the names in their heads."""
    starts = [(found[1], found.start()) for found in _SECTION.finditer(source)]
    ends = [start for _, start in starts[1:]] + [len(source)]
    return [(name, source[start:end]) for (name, start), end in zip(starts, ends, strict=True)]
