"""The records of a git revision, read from git's own store and never checked out.

No name from the repository becomes a path on the disk: each file is read through one
temporary file of our own. So neither links nor names with ``..`` lead anywhere.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.corpus.load import Entry, Loaded
from build_tools.parse.records import Parsed, parse_file
from build_tools.source.files import MAX_BYTES, SUFFIXES, SourceFile
from build_tools.source.git import ask_git
from build_tools.values.findings import Finding, Place

CONTENT = "content"
LINK = "120000"
Seen = dict[tuple[str, str], Parsed]
"""What was read of a file already, by its name and git's hash of its bytes."""


class RevisionError(Exception):
    """A revision that git cannot give, with the reason."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as git keeps it."""

    mode: str
    hash: str
    size: int
    name: str


def load_revision(project: Path, revision: str, seen: Seen) -> Loaded:
    """The records of a revision. Raises RevisionError, and OSError where the disk does.

    seen: what another revision gave; files that are the same are taken from there.
    """
    blobs = _blobs(project, _tree(project, revision), revision)
    entries: list[Entry] = []
    findings: list[Finding] = []
    unreadable: set[str] = set()
    wanted: list[Blob] = []
    for blob in blobs:
        refused = _refused(blob)
        if refused is None:
            wanted.append(blob)
        elif refused.message:
            findings.append(refused)
            unreadable.add(_id(blob.name))
    for parsed in _parsed(project, wanted, seen):
        findings.extend(parsed.findings)
        if parsed.record is None:
            unreadable.add(parsed.file.id)
        else:
            entries.append(Entry(parsed.record, parsed.file, parsed.sections))
    entries.sort(key=lambda entry: entry.id)
    return Loaded(tuple(entries), tuple(findings), frozenset(unreadable))


def _tree(project: Path, revision: str) -> str:
    """Git's hash of the tree of a revision."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise RevisionError(f"'{shown(revision)}' is no git revision and no folder of records")
    found = _git(project, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        raise RevisionError(
            f"git has no revision '{revision}' here, and there is no such folder of records"
        )
    return found.decode("ascii").strip()


def _blobs(project: Path, tree: str, revision: str) -> list[Blob]:
    """The files under content/ in a tree, in the order of their names."""
    listed = _git(project, "ls-tree", "-r", "-z", "-l", tree, "--", f"{CONTENT}/")
    if not listed:
        raise RevisionError(f"there is no folder '{CONTENT}' with records in '{revision}'")
    return sorted(
        (_blob(line) for line in listed.decode("utf-8", "replace").split("\0") if line),
        key=lambda blob: blob.name,
    )


def _blob(line: str) -> Blob:
    facts, _, name = line.partition("\t")
    mode, _, digest, size = facts.split()
    return Blob(mode, digest, int(size) if size.isdigit() else 0, name)


def _refused(blob: Blob) -> Finding | None:
    """Why a file is not read; a finding without words where it is passed over in silence."""
    parts = blob.name.split("/")
    place = Place(shown(blob.name))
    if parts[0] != CONTENT or any(part in ("", ".", "..") for part in parts):
        return Finding(place, "bad-file-name", "its name leads out of the folder")
    if any(part.startswith((".", "~$")) or part.endswith("~") for part in parts):
        return Finding(place, "wrong-suffix", "")
    if not blob.mode.startswith("100"):
        what = "a link" if blob.mode == LINK else "no ordinary file"
        return Finding(place, "not-a-file", f"only ordinary files are read; this is {what}")
    if not blob.name.endswith(SUFFIXES):
        return Finding(place, "wrong-suffix", "a record's file ends in .md or .yml")
    if blob.size > MAX_BYTES:
        message = f"the file has {blob.size:,} bytes; a record has at most {MAX_BYTES:,}"
        return Finding(place, "too-large", message)
    return None


def _parsed(project: Path, blobs: list[Blob], seen: Seen) -> Iterator[Parsed]:
    """What each file gives; git is asked only for those not seen before."""
    command = ["git", "-C", str(project), "cat-file", "--batch"]
    with (
        tempfile.TemporaryDirectory(prefix="docket-") as folder,
        subprocess.Popen(  # noqa: S603 - git itself, with our own arguments
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as git,
    ):
        place = Path(folder) / "blob"
        for blob in blobs:
            key = (blob.name, blob.hash)
            if key not in seen:
                place.write_bytes(_data(git, blob))
                suffix = Path(blob.name).suffix
                file = SourceFile(str(place), shown(blob.name), _id(blob.name), suffix)
                seen[key] = parse_file(file)
            yield seen[key]
        assert git.stdin is not None
        git.stdin.close()


def _data(git: subprocess.Popen[bytes], blob: Blob) -> bytes:
    """The bytes of one file: asked for and answered before the next."""
    assert git.stdin is not None
    assert git.stdout is not None
    git.stdin.write(f"{blob.hash}\n".encode("ascii"))
    git.stdin.flush()
    head = git.stdout.readline().split()
    if len(head) != 3:
        raise RevisionError(f"git does not have the file '{shown(blob.name)}' of that revision")
    data = git.stdout.read(int(head[2]))
    git.stdout.read(1)
    return data


def _git(project: Path, *arguments: str) -> bytes | None:
    """What git says; None where it refuses."""
    done = ask_git(project, *arguments)
    if done is None:
        raise RevisionError("comparing revisions needs git, which was not found")
    return done.stdout if done.returncode == 0 else None


def _id(name: str) -> str:
    return Path(name).with_suffix("").as_posix().partition("/")[2]


def shown(text: str) -> str:
    """A text that is safe in a terminal: what cannot be printed gives way to a mark."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
