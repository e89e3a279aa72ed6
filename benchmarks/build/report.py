"""The figures of a run as a table, and as a page of the docs."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.build.running import Run
from benchmarks.build.sites import PEERS

Measured = Mapping[str, tuple[list[Run], tuple[int, int, int]]]
HEAD = ("generator", "seconds", "ours / theirs", "processor, s", "memory, MiB", "files", "MiB",
        "bytes a page")  # fmt: skip


def figures(measured: Measured, records: int, options: argparse.Namespace) -> dict[str, Any]:
    """All that was measured, with the machine and the versions."""
    generators = {}
    for name, (runs, (files, size, pages)) in measured.items():
        generators[name] = {
            "seconds": median(run.seconds for run in runs),
            "processor": median(run.processor for run in runs),
            "memory": max(run.memory for run in runs),
            "files": files,
            "bytes": size,
            "pages": pages,
            "bytes_per_page": size // max(pages, 1),
            "runs": [asdict(run) for run in runs],
        }
    return {
        "date": date.today().isoformat(),
        "collection": str(options.content) if options.content else "made up, seed 1",
        "records": records,
        "times": options.times,
        "machine": machine(),
        "versions": {peer.name: list(peer.versions) for peer in PEERS if peer.name in measured},
        "generators": generators,
    }


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model = memory = ""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal"):
            memory = f"{int(line.split()[1]) / 2**20:.0f} GiB"
    return {
        "processor": model,
        "processors": len(os.sched_getaffinity(0)),
        "memory": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def rows(found: dict[str, Any]) -> list[tuple[str, ...]]:
    """The table's rows: medians of the runs, the most of memory."""
    ours = found["generators"].get("docket", {}).get("seconds")
    return [
        (
            name,
            f"{each['seconds']:.1f}",
            f"{ours / each['seconds']:.2f}" if ours and name != "docket" else "",
            f"{each['processor']:.1f}",
            f"{each['memory'] / 2**20:,.0f}",
            f"{each['files']:,}",
            f"{each['bytes'] / 2**20:,.0f}",
            f"{each['bytes_per_page']:,}",
        )
        for name, each in found["generators"].items()
    ]


def table(found: dict[str, Any]) -> str:
    """The figures for a terminal."""
    lines = [HEAD, *rows(found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def page(found: dict[str, Any]) -> str:
    """The page of the docs."""
    on = found["machine"]
    versions = [*dict.fromkeys(each for listed in found["versions"].values() for each in listed)]
    lines = [
        "---",
        "section: about",
        "description: How long a whole build takes, measured beside other generators.",
        "---",
        "# How fast it builds",
        "",
        f"Measured on {found['date']} with {found['records']:,} records ({found['collection']}), "
        f"{found['times']} times each, in turn; medians of time, the most of memory. The machine: "
        f"{on['processors']} processors ({on['processor']}), {on['memory']}, {on['system']}, "
        f"Python {on['python']}. Others: {', '.join(versions) or 'none'}.",
        "",
        f"| {' | '.join(HEAD)} |",
        f"|---|{'---:|' * (len(HEAD) - 1)}",
        *(f"| {' | '.join(row)} |" for row in rows(found)),
        "",
        "Ours is the whole of `docket build`: the check, all pages with their lists and links, the "
        "search, and each record as JSON, BibTeX, RIS, CSL and Akoma Ntoso, tables, a database and "
        "feeds. The others render the same texts, a page a record: Hugo with a bare template, the "
        "rest with their own theme and search, the records kept out of the navigation. Bytes a "
        "page are all files of a site, its data and index too, for each of its pages.",
        "",
        "To measure again: `python -m benchmarks.build`; `--content DIR` takes your own records.",
    ]
    return "\n".join(lines) + "\n"
