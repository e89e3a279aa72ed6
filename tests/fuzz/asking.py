"""The query parser as a target: the site's own script, in one Node that stays."""

from __future__ import annotations

import atexit
import json
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from build_tools.build import build_site
from build_tools.rules.check import check
from build_tools.shell.minimal import MinimalShell

CONTENT = Path(__file__).parents[1] / "corpus/content"
SLOWEST = 1_000.0
"""Milliseconds of the processor for one query, asked twice."""
PATIENCE = 30.0
"""Seconds on the clock after which a query counts as one that never ends."""
SEEDS = (
    "station authority fram", "[2021] ASCA 14", '"password that a colleague"', "section 9(2) computer offences", "title:fram court:appeal", "قانون الإشارات",
    "authoritty fram~1", "password* *ord p*d", "-seal +access title:fram^3", "art. 5 § 2 (a)", "Application no. 15669/20", "不正アクセス 2021 最高裁", "l'accès d'autrui's",
    '-"the appellant had" +"read"', "s 9-a s.9.1.2 ss 3,4", "a~2 b^999 c:d:e \\\\ +- ~ ^ * :", "«сервер» „Zugang“ U.S. v Doe", "constructor __proto__ toString hasOwnProperty",
)  # fmt: skip


@cache
def _node() -> subprocess.Popen[str]:
    """Node with the search of the fabricated site."""
    folder = Path(tempfile.mkdtemp(prefix="docket-fuzz-"))
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n")
    build_site(check(CONTENT).corpus, MinimalShell(folder / "docs"), folder / "site")
    node, _ = compute_driver_executable()
    command = [node, str(Path(__file__).with_name("asking.js")), str(folder / "site")]
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(started.kill)
    return started


def query(data: bytes) -> None:
    """Each line is a query: an answer within a second of work, and no exception."""
    asked = data.decode("utf-8", "replace").split("\n")
    process = _node()
    assert process.stdin is not None
    assert process.stdout is not None
    guard = threading.Timer(PATIENCE, process.kill)
    guard.start()
    try:
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    finally:
        guard.cancel()
    assert answer, f"no answer in {PATIENCE} seconds: {asked}"
    for text, (spent, fault) in zip(asked, json.loads(answer), strict=True):
        assert not fault, (text, fault)
        assert spent <= SLOWEST, (text, spent)
