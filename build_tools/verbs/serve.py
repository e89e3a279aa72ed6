"""``docket serve``: look at the site while writing."""

from __future__ import annotations

import argparse
import errno
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.meter import Meter
from build_tools.preview import Preview
from build_tools.reporters.findings import counted, report
from build_tools.rules.check import check
from build_tools.serve.news import News
from build_tools.serve.server import Server
from build_tools.serve.watch import INTERVAL, Stamps, changed, stamps
from build_tools.values.findings import Finding
from build_tools.verbs.exits import FINDINGS, OK, fail
from build_tools.verbs.progress import stages
from build_tools.verbs.site import CONFIGURATION, build_into

CLOSE = "Close"


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verb."""
    verb = verbs.add_parser("serve", help="build and serve the site", description=_serve.__doc__)
    verb.add_argument("--port", type=int, default=8000, help="the port (default: 8000)")
    verb.set_defaults(run=_serve, reads_records=True)


def _serve(options: argparse.Namespace) -> int:
    """Build the site, serve it on this machine, and keep it fresh while files change.

    An open page reloads itself when it changes. What is wrong stands over the page and here.
    """
    from build_tools.shell.mkdocs_shell import MkDocsShell  # takes longer than a small check

    project: Path = options.project
    watched = [project / "content", project / "docs", project / CONFIGURATION]
    seen = stamps(watched)  # before the build: what changes during it must not be missed
    site = project / "site"
    preview = Preview(project / "content", MkDocsShell(project))
    checked = check(project / "content", preview.memory, meter=Meter(stages()))
    if checked.findings:
        print(report(checked.findings, "text", project), file=sys.stderr)
    if checked.publishable:
        build_into(site, checked, project, Meter(stages()), warm=True)
    elif not site.is_dir():
        print("There is no site to serve: mend the records first.", file=sys.stderr)
        return FINDINGS
    keeper = _Keeper(project, watched, preview, News(), as_dicts(checked.findings))
    keeper.news.tell(as_news(keeper.findings))
    try:
        server = Server(site, options.port, preview.fresh, keeper.news)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        said = f"Port {options.port} is in use, perhaps by another 'serve'; choose one with --port."
        return fail(said)
    preview.read()
    print(f"Serving {site}/ on {server.address} (Ctrl+C ends it)", flush=True)
    with server:
        threading.Thread(target=keeper.watch, args=(seen,), daemon=True).start()
        threading.Thread(target=keeper.build, daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return OK


@dataclass
class _Keeper:
    """Keeps a served site fresh: first the pages in memory, then the whole of it."""

    project: Path
    watched: Sequence[Path]
    preview: Preview
    news: News
    findings: list[dict[str, Any]]
    """All that is known to be wrong."""
    _wanted: threading.Event = field(default_factory=threading.Event)

    def watch(self, seen: Stamps) -> None:
        """Look at the files for ever; what changed is shown at once, and built."""
        while True:
            now = stamps(self.watched)
            paths = changed(seen, now)
            seen = now
            if paths:
                self._refresh({Path(path).relative_to(self.project).as_posix() for path in paths})
                self._wanted.set()
            time.sleep(INTERVAL)

    def _refresh(self, names: set[str]) -> None:
        shell_changed = any(not name.startswith("content/") for name in names)
        try:
            new = self.preview.refresh(shell_changed)
        except Exception as fault:  # the server goes on; the build says what is wrong
            print(f"The page could not be made: {fault}", file=sys.stderr)
            return
        others = [known for known in self.findings if known["file"] not in names]
        self._tell([*others, *as_dicts(new)])

    def _tell(self, findings: list[dict[str, Any]]) -> None:
        self.findings = findings
        self.news.tell(as_news(findings))

    def build(self) -> None:
        """Build the whole site for ever, in another process, whenever something changed."""
        while True:
            self._wanted.wait()
            self._wanted.clear()
            number, started = self.preview.number, time.monotonic()
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "findings.json"
                built = self._run(file)
                known = file.read_text(encoding="utf-8") if file.exists() else None
            if built:
                self.preview.settled(number)
                print(f"Built again in {time.monotonic() - started:.1f} s", flush=True)
            else:
                print("Not built: the rest of the site is still the old one.", flush=True)
            if known is not None and number == self.preview.number:
                self._tell(json.loads(known))

    def _run(self, findings: Path) -> bool:
        command = [sys.executable, "-m", "build_tools", "--project", str(self.project)]
        command += ["build", "--quiet", "--findings", str(findings)]
        return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own verb


def as_dicts(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as ``docket check --format json`` gives them."""
    found: list[dict[str, Any]] = json.loads(report(findings, "json"))
    return found


def as_news(findings: Sequence[Mapping[str, Any]]) -> str:
    """What an open page shows of findings, as JSON on one line."""
    errors = sum(finding["severity"] == "error" for finding in findings)
    title = counted(errors, len(findings) - errors)
    return json.dumps({"title": title, "close": CLOSE, "findings": findings})
