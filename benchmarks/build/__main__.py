"""Build one collection with this generator and with others, in turn, and compare.

``python -m benchmarks.build`` makes up 10,000 records, ``--records N`` another number;
``--content DIR`` takes a folder of records instead. Each builds ``--times`` times, one after
the other in each round. The table is printed; ``--json FILE`` and ``--page FILE`` keep it.
Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.build.report import figures, page, table
from benchmarks.build.running import Run, run, size_of
from benchmarks.build.sites import PEERS, Peer, emptied
from benchmarks.collection import make_project
from build_tools.corpus.load import load

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="how many to make up")
    parser.add_argument("--content", type=Path, help="a folder of records instead")
    parser.add_argument("--times", type=int, default=3, help="how often each builds")
    parser.add_argument("--only", nargs="*", help="the generators to run, by their names")
    parser.add_argument("--folder", type=Path, help="where to build: a folder on the disk to try")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--page", type=Path, help="write the page of the docs to this file")
    options = parser.parse_args()
    peers = [peer for peer in PEERS if not options.only or peer.name in options.only]
    with tempfile.TemporaryDirectory(prefix="docket-speed-", dir=options.folder) as name:
        project = _project(options, Path(name))
        records = len(load(project / "content").entries)
        measured = measure(peers, project, Path(name), options.times)
    found = figures(measured, records, options)
    print(table(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.page:
        options.page.write_text(page(found), encoding="utf-8")
    return 0


def _project(options: argparse.Namespace, folder: Path) -> Path:
    project = folder / "project"
    if options.content is None:
        make_project(options.records, project)
        return project
    project.mkdir()
    shutil.copytree(options.content, project / "content")
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, project / name)
    shutil.copytree(ROOT / "docs", project / "docs")
    return project


def measure(
    peers: list[Peer], project: Path, folder: Path, times: int
) -> dict[str, tuple[list[Run], tuple[int, int, int]]]:
    """Each generator's runs, and its site's files, bytes and pages."""
    works = {peer.name: emptied(folder / f"work-{at}") for at, peer in enumerate(peers)}
    commands = {
        peer.name: peer.lay_out(project, works[peer.name], works[peer.name] / "site")
        for peer in peers
    }
    runs: dict[str, list[Run]] = {peer.name: [] for peer in peers}
    sizes: dict[str, tuple[int, int, int]] = {}
    for number in range(times):
        for peer in peers:
            site = works[peer.name] / "site"
            shutil.rmtree(site, ignore_errors=True)
            done = run(commands[peer.name], ROOT)
            runs[peer.name].append(done)
            sizes[peer.name] = size_of(site)
            said = f"{number + 1}/{times} {peer.name}: {done.seconds:.1f} s"
            print(said, file=sys.stderr, flush=True)
    return {name: (runs[name], sizes[name]) for name in runs}


if __name__ == "__main__":
    sys.exit(main())
