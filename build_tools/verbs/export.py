"""``docket export``: the site as a stick, an archive or a ZIM."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from build_tools import __version__
from build_tools.corpus.corpus import Corpus
from build_tools.exports.feeds import repository_name
from build_tools.manifest.names import FOLDER as MANIFEST
from build_tools.manifest.seal import edition_of as edition_of_site
from build_tools.manifest.seal import seal
from build_tools.model.kinds import BY_NAME
from build_tools.packing.absent import settle
from build_tools.packing.archive import pack_archives
from build_tools.packing.members import PackingError
from build_tools.packing.metadata import Book
from build_tools.packing.stick import START, pack_stick
from build_tools.packing.subset import Choice, part_of
from build_tools.packing.zim import pack_zim
from build_tools.reporters.findings import report, summary
from build_tools.rules.check import Checked, check
from build_tools.settings import Settings
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import progress
from build_tools.verbs.site import build_into


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("export", help="make a stick, an archive or a ZIM of the site",
                            description=run.__doc__)  # fmt: skip
    verb.add_argument(
        "form",
        choices=sorted(PACKERS),
        metavar="stick|archive|zim",
        help="a folder or .zip for a stick; a .tar.gz with .zsync; a .zim for Kiwix",
    )
    verb.add_argument("dest", type=Path, metavar="DEST", help="where it goes")
    verb.add_argument("--site", type=Path, metavar="DIR",
                      help="pack this built site instead of building one")  # fmt: skip
    verb.add_argument("--kind", action="append", default=[], choices=sorted(BY_NAME),
                      help="only records of this kind; may be repeated")  # fmt: skip
    verb.add_argument("--region", action="append", default=[], metavar="PLACE",
                      help="only records of this country (ke) or region (m49-014); "
                      "may be repeated")  # fmt: skip
    verb.add_argument("--language", action="append", default=[], metavar="TAG",
                      help="only laws and cases in this language (fr); repeatable")  # fmt: skip
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=run, reads_records=True)


def run(options: argparse.Namespace) -> int:
    """Pack the site for a stick, for zsync, or for Kiwix; the whole of it or a part.

    The site is built anew from the records, unless --site names one. The same records give
    the same bytes.
    """
    choice = Choice(frozenset(options.language), frozenset(options.region), frozenset(options.kind))
    if choice and options.site is not None:
        return fail("a part of the records needs a site of its own: leave --site out")
    checked = check(options.project / "content")
    if not checked.publishable:
        print(report(checked.findings, "text", options.project), file=sys.stderr)
        print(summary(checked.findings, len(checked.corpus.entries)), file=sys.stderr)
        return FINDINGS
    try:
        with _site(options, checked, choice) as site:
            said = PACKERS[options.form](site, options, checked.corpus, choice)
    except PackingError as fault:
        return fail(str(fault))
    if not options.quiet:
        print(said)
    return OK


@contextmanager
def _site(options: argparse.Namespace, checked: Checked, choice: Choice) -> Iterator[Path]:
    """The site to pack: the one named, or one built for this and removed afterwards."""
    if options.site is not None:
        yield options.site
        return
    with tempfile.TemporaryDirectory(prefix="docket-export-") as folder:
        site = Path(folder) / "site"
        if choice:
            part = part_of(checked.corpus, choice)
            build_into(site, replace(checked, corpus=part), options.project)
            settle(site, choice.in_words(checked.corpus))
            edition = edition_of_site(site)
            shutil.rmtree(site / MANIFEST)
            seal(site, edition)
        else:
            build_into(site, checked, options.project)
        yield site


def _stick(site: Path, options: argparse.Namespace, corpus: Corpus, choice: Choice) -> str:
    packed = pack_stick(site, options.dest)
    where = "" if options.dest.suffix.lower() == ".zip" else " on FAT32 with clusters of 32 kB"
    return (
        f"{packed.files:,} files, {packed.bytes / 1e6:.1f} MB; {packed.on_disk / 1e6:.1f} MB"
        f"{where} in {options.dest}. Open {START} in it."
    )


def _archive(site: Path, options: argparse.Namespace, corpus: Corpus, choice: Choice) -> str:
    return "\n".join(
        f"{each.path}: {each.size / 1e6:.1f} MB, and {each.control / 1e3:.0f} kB for zsync"
        for each in pack_archives(site, options.dest)
    )


def _zim(site: Path, options: argparse.Namespace, corpus: Corpus, choice: Choice) -> str:
    settings = _settings(options.project)
    book = Book(
        name=settings.name,
        slug=f"{repository_name(settings)}_en_{choice.slug}",
        date=edition_of_site(site).date,
        flavour=choice.in_words(corpus),
        source=settings.site_url,
        scraper=f"docket {__version__}",
    )
    size = pack_zim(site, options.dest, book, progress("Packing", options.quiet))
    return f"{options.dest}: {size / 1e6:.1f} MB"


def _settings(project: Path) -> Settings:
    from build_tools.shell.mkdocs_shell import MkDocsShell

    return MkDocsShell(project).settings()


PACKERS: dict[str, Callable[[Path, argparse.Namespace, Corpus, Choice], str]] = {
    "stick": _stick,
    "archive": _archive,
    "zim": _zim,
}
