"""What rsync moves when the MkDocs + Material site of the same records grows.

The navigation is MkDocs' own, made from the folders, with ``navigation.prune``, which Material's
guide advises for large sites: without it every page holds all pages' names, and 10,000 records
give some 20 GB.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from benchmarks.build.sites import MATERIAL, texts
from benchmarks.peers import installed

CONFIG = """\
site_name: Records
site_url: ''
theme: {name: material, font: false, features: [navigation.prune]}
plugins: [search]
"""
WAYS = {"rsync -az": ["-az"], "rsync -azc": ["-azc"]}
"""By times and sizes, and by checksums: a site that was built anew has new times throughout."""


def built_with_material(project: Path) -> Path:
    """The Material site of a collection; one that stands there already is used again."""
    site = project.parent / f"material-{project.name}"
    if site.exists():
        return site
    work = project.parent / "material"
    shutil.rmtree(work, ignore_errors=True)
    (work / "docs").mkdir(parents=True)
    (work / "mkdocs.yml").write_text(CONFIG)
    (work / "docs" / "index.md").write_text("# Records\n")
    for record_id, title, text in texts(project / "content"):
        path = work / "docs" / f"{record_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    python = installed("material", *MATERIAL) / "python"
    command = [str(python), "-m", "mkdocs", "build", "--quiet", "-f", str(work / "mkdocs.yml")]
    subprocess.run([*command, "-d", str(work / "site")], check=True, capture_output=True)
    (work / "site").replace(site)
    shutil.rmtree(work)
    return site


def moved(old: Path, new: Path, copy: Path) -> dict[str, int]:
    """The bytes that rsync sends and receives to make a copy of ``old`` one of ``new``."""
    found = {}
    for name, options in WAYS.items():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(old, copy)
        command = ["rsync", *options, "--no-whole-file", "--delete", "--stats"]
        done = subprocess.run(
            [*command, f"{new}/", f"{copy}/"], check=True, capture_output=True, text=True
        )
        counts = re.findall(r"Total bytes (?:sent|received): ([0-9,]+)", done.stdout)
        found[name] = sum(int(count.replace(",", "")) for count in counts)
    shutil.rmtree(copy)
    return found
