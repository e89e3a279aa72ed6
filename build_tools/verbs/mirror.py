"""``docket mirror`` and ``docket verify``; also what the single file ``mirror.pyz`` runs."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from build_tools.manifest import names, signing
from build_tools.manifest.lists import ManifestError
from build_tools.manifest.seal import edition_of, verify
from build_tools.mirror.bandwidth import Meter
from build_tools.mirror.copying import Options, Outcome, Tell, mirror
from build_tools.mirror.downloads import WrongBytesError
from build_tools.mirror.sources import TIMEOUT, SourceError, open_source
from build_tools.mirror.trust import RefusedError, Wishes
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import progress

UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verbs."""
    verb = verbs.add_parser(
        "mirror", help="copy a whole site, or bring a copy up to date", description=_mirror.__doc__
    )
    add_mirror(verb)
    verb = verbs.add_parser(
        "verify", help="hold every file of a copy against its manifest", description=_verify.__doc__
    )
    verb.add_argument("folder", type=Path, metavar="DIR", help="the copy")
    verb.add_argument("--key", metavar="KEY", help="the public key, or a .pub file, that must sign")
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=_verify)


def add_mirror(verb: argparse.ArgumentParser) -> None:
    """The arguments of ``docket mirror``."""
    verb.add_argument("source", metavar="SOURCE", help="an http(s) address, a folder or a stick")
    verb.add_argument("folder", type=Path, metavar="DEST", help="the copy; belongs to it alone")
    verb.add_argument("--dry-run", action="store_true", help="only say what would be fetched")
    verb.add_argument(
        "--limit", type=rate, default=0, metavar="RATE", help="bytes a second at most: 8k, 1M"
    )
    verb.add_argument(
        "--key", metavar="KEY", help="the public key, or a .pub file, that must have signed"
    )
    verb.add_argument(
        "--unverified", action="store_true", help="take what is not signed or cannot be checked"
    )
    verb.add_argument(
        "--allow-older", action="store_true", help="take an edition older than the copy's"
    )
    verb.add_argument(
        "--quick", action="store_true", help="rely on the sizes of files here; read none of them"
    )
    verb.add_argument(
        "--no-derive", action="store_true", help="fetch the database too; else it is made here"
    )
    verb.add_argument(
        "--connections", type=_count, default=8, metavar="N", help="files at a time (default: 8)"
    )
    verb.add_argument(
        "--timeout",
        type=float,
        default=TIMEOUT,
        metavar="S",
        help=f"give a silent connection up after S seconds (default: {TIMEOUT:.0f})",
    )
    verb.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    verb.set_defaults(run=_mirror)


def rate(text: str) -> int:
    """Bytes a second: ``8000``, ``8k``, ``1.5M``. Raises ArgumentTypeError."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([kKmM]?)", text)
    if found is None or float(found[1]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no rate: write 8000, 8k or 1M")
    return max(1, int(float(found[1]) * UNITS[found[2].lower()]))


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")
    return int(text)


def _mirror(options: argparse.Namespace) -> int:
    """Make DEST a whole copy of a site, or bring a copy up to date: fetch only what changed.

    Everything is checked before it is shown; until then, and where anything is wrong, DEST stays
    as it was. A run that was broken off is gone on with.
    """
    quiet: bool = options.quiet
    meter = Meter(options.limit)
    say = (lambda text: None) if quiet else _say
    tell = Tell(say, progress("Looking", quiet), _bytes_progress(meter, quiet))
    try:
        wishes = Wishes(_keys(options.key), options.unverified, options.allow_older)
        wanted = Options(
            wishes,
            dry=options.dry_run,
            quick=options.quick,
            derive=not options.no_derive,
            threads=options.connections,
        )
        with closing(open_source(options.source, meter.received, options.timeout)) as source:
            outcome = mirror(source, options.folder, wanted, tell)
    except (RefusedError, ManifestError, WrongBytesError) as fault:
        return _refuse(f"{fault}; {options.folder} is as it was")
    except (SourceError, signing.SigningError) as fault:
        return fail(f"{fault}; {options.folder} is as it was, run again to go on")
    if not quiet:
        print(_sentence(outcome, options, meter))
    return OK


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _refuse(text: str) -> int:
    print(f"docket: {text}", file=sys.stderr)
    return FINDINGS


def _keys(key: str | None) -> tuple[str, ...]:
    if key is None:
        return ()
    if key.startswith(("ssh-", "ecdsa-", "sk-")):
        return signing.read_keys(key)
    return (signing.public_key(Path(key)),)


def _sentence(outcome: Outcome, options: argparse.Namespace, meter: Meter) -> str:
    edition = f"edition of {outcome.edition.date}"
    if outcome.current:
        return f"{options.folder} is whole and current: {edition}"
    if options.dry_run:
        return (
            f"{outcome.fetched:,} files, {size(outcome.bytes)} before compression, would be "
            f"fetched for the {edition}; {outcome.removed:,} files would go"
        )
    made = f"{outcome.patched:,} made of their differences, " if outcome.patched else ""
    return (
        f"{options.folder} is the {edition} now: {outcome.fetched:,} files fetched, {made}"
        f"{outcome.removed:,} gone, {size(meter.bytes)} over the wire"
    )


def size(count: float) -> str:
    """Bytes for people: ``12.3 MB``."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def _bytes_progress(meter: Meter, quiet: bool) -> Callable[[int, int], None]:
    """Progress with bytes and time left; in a terminal the line is written over."""
    started = time.monotonic()
    last = [0.0]

    def tell(done: int, total: int) -> None:
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if quiet or (now - last[0] < (0.2 if terminal else 10) and done < total) or not total:
            return
        last[0] = now
        left = (now - started) / done * (total - done) if done else 0
        text = f"{size(done)} of {size(total)} ({size(meter.bytes)} over the wire)"
        text += f", {left / 60:.0f} min left" if left > 90 else f", {left:.0f} s left"
        end = "" if terminal and done < total else "\n"
        print(f"\r{text}\x1b[K" if terminal else text, end=end, file=sys.stderr, flush=True)

    return tell


def _verify(options: argparse.Namespace) -> int:
    """Read every file of a copy: say which is missing, changed or not of it, and who signed."""
    try:
        edition = edition_of(options.folder)
        faults = verify(options.folder, progress("Reading", options.quiet))
        note = _who(options.folder, _keys(options.key) or edition.keys, options.key is not None)
    except (RefusedError, ManifestError) as fault:
        return _refuse(str(fault))
    except signing.SigningError as fault:
        return fail(str(fault))
    for each in faults:
        print(f"{options.folder / each.path}: {each.what}")
    if not options.quiet:
        print(f"{edition.files:,} files, edition of {edition.date}; {note}", file=sys.stderr)
    return FINDINGS if faults else OK


def _who(folder: Path, keys: tuple[str, ...], must: bool) -> str:
    """What is to be said of a copy's signature. Raises RefusedError for a wrong one."""
    file = folder / names.SIGNATURE
    if not file.is_file():
        if must or keys:
            raise RefusedError(f"{file} is missing: the edition should be signed")
        return "not signed"
    if not signing.can_check() and not must:
        return f"signature not checked: this machine has no {signing.TOOL}"
    checked = signing.read_keys("\n".join(keys))
    if not signing.check((folder / names.EDITION).read_bytes(), file.read_bytes(), checked):
        raise RefusedError(f"{folder} is not signed by {', '.join(map(signing.fingerprint, keys))}")
    source = "the key given" if must else "the key in this copy"
    return f"signed by {source}, {', '.join(map(signing.fingerprint, keys))}"
