"""A thousand files that mean harm: findings in a second each, no traceback, nothing outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hostile.samples import files

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1.0
MEMORY = 500 << 10
"""In KiB."""
CHILD = """
import resource, shutil, sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from hostile.samples import files
from build_tools.rules.check import check
from build_tools.reporters.findings import report
from build_tools.pages.markdown import MarkdownRenderer
content = Path({content!r})
count, slow, quiet = 0, [], 0
for name, data in files():
    path = content / name
    new = not path.parent.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (OSError, ValueError):
        continue  # this machine has no such name
    wanted = "content/" + name
    started = time.process_time()
    checked = check(content, None, lambda each: each == wanted)
    report(checked.findings, "text", content.parent)
    entry = checked.corpus.by_id.get(name.rsplit(".", 1)[0])
    if entry is not None and checked.publishable:
        for section in entry.sections:
            MarkdownRenderer(checked.corpus).render(section.text, entry.id)
    took = time.process_time() - started
    if took > {seconds}:
        slow.append((took, name, data[:80]))
    assert not any(each.code == "rule-failed" for each in checked.findings), (data[:200], checked.findings)
    count += 1
    path.unlink()
    if new:
        shutil.rmtree(content / name.split("/")[0] / name.split("/")[1]) if path.parent != content / name.split("/")[0] else path.parent.rmdir()
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, slow)
"""


def test_a_thousand_hostile_files(copy: Path) -> None:
    assert len(list(files())) >= 1000
    around = {path for path in copy.parent.rglob("*") if "content" not in path.parts}
    code = CHILD.format(tests=str(ROOT / "tests"), content=str(copy / "content"), seconds=SECONDS)
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    count, memory, slow = done.stdout.split(maxsplit=2)
    assert int(count) >= 1000
    assert slow.strip() == "[]"
    assert int(memory) < MEMORY
    assert {path for path in copy.parent.rglob("*") if "content" not in path.parts} == around
