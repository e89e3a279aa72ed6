"""What a mirror fetches when a collection of N records grows.

``python -m benchmarks.mirror 10000 1 --work DIR`` builds N and N+1 fabricated records,
copies the first by hard links, brings the copy up to date over http (gzip and ranges, on this
machine), by a delta and without one, and prints what changed by group, and the bytes that came over
the wire. With
``--rsync`` the same is done with rsync and the MkDocs + Material site of the same records. Folders
that stand in DIR already are used again.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.mirror.rsynced import built_with_material, moved
from benchmarks.mirror.servers import served
from build_tools.manifest import names
from build_tools.mirror.bandwidth import Meter
from build_tools.mirror.copying import Options, Tell, mirror
from build_tools.mirror.sources import open_source


def main() -> None:
    """Build, copy, bring up to date, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("records", type=int)
    parser.add_argument("added", type=int)
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--rsync", action="store_true", help="compare MkDocs + Material and rsync")
    options = parser.parse_args()
    old = built(options.records, options.work)
    new = built(options.records + options.added, options.work)
    for group, (files, plain, packed) in sorted(ripple(old, new).items(), key=lambda g: -g[1][2]):
        print(f"{group:24} {files:6,} files {plain:13,} B {packed:12,} B gzipped")
    for place in (new / names.DELTAS).glob("*"):
        place.unlink()
    without = renewed(old, new, options.work, "without a delta")
    command = ["build_tools", "delta", str(old), "--site", str(new), "--quiet"]
    subprocess.run([sys.executable, "-m", *command], check=True)
    ours = renewed(old, new, options.work, "by a delta")
    print(f"a delta moves {ours / without:.3f} of what is moved without")
    if options.rsync:
        compare(old.parent, new.parent, ours)


def renewed(old: Path, new: Path, work: Path, how: str) -> int:
    """Bring a copy of the old site up to date; the bytes that came over the wire."""
    with copied(old, work / "copy") as copy, served(new) as server:
        meter = Meter()
        started = time.monotonic()
        source = open_source(server.address, meter.received)
        outcome = mirror(source, copy, Options(), Tell())
        source.close()
        of_manifest = sum(path.startswith("manifest/") for path in server.asked)
    print(
        f"mirror {how}: {outcome.fetched:,} files fetched, {outcome.patched:,} made, "
        f"{meter.bytes:,} B over the wire in {len(server.asked):,} answers ({of_manifest:,} of "
        f"the manifest), {time.monotonic() - started:.1f} s"
    )
    return meter.bytes


def compare(old: Path, new: Path, ours: int) -> None:
    """Print what rsync moves for the Material sites of two collections."""
    before, after = built_with_material(old), built_with_material(new)
    for name, count in moved(before, after, old.parent / "material-copy").items():
        print(f"{name} of MkDocs + Material: {count:,} B, {count / ours:.1f} times as much")


def built(records: int, work: Path) -> Path:
    """The site of a fabricated collection."""
    project = work / f"collection-{records}"
    if not (project / "site").exists():
        for command in (
            ["benchmarks.collection", str(records), str(project)],
            ["build_tools", "--project", str(project), "build", "--quiet"],
        ):
            subprocess.run([sys.executable, "-m", *command], check=True)
    return project / "site"


def ripple(old: Path, new: Path) -> dict[str, tuple[int, int, int]]:
    """Files, bytes and gzipped bytes that differ, by the first folder."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for path in new.rglob("*"):
        if not path.is_file():
            continue
        place = path.relative_to(new)
        data = path.read_bytes()
        before = old / place
        if before.is_file() and before.read_bytes() == data:
            continue
        group = found[place.parts[0]]
        group[0] += 1
        group[1] += len(data)
        group[2] += len(gzip.compress(data, 6))
    return {name: (files, plain, packed) for name, (files, plain, packed) in found.items()}


@contextmanager
def copied(site: Path, copy: Path) -> Iterator[Path]:
    """A copy by hard links, removed at the end."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy, copy_function=os.link)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


if __name__ == "__main__":
    main()
