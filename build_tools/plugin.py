"""The MkDocs plugin ``docket``: lets ``mkdocs build`` and ``mkdocs serve`` make the whole site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from build_tools.build import Sealing, write_pages
from build_tools.pages.context import Context
from build_tools.pages.editions import every_page
from build_tools.pages.page import Page
from build_tools.pages.site import make_context
from build_tools.reporters.findings import report
from build_tools.rules.check import check
from build_tools.shell.frames import Frame, FrameKey, ShellError, key_of
from build_tools.shell.mkdocs_shell import SeamPlugin, settings_of


class DocketPlugin(SeamPlugin):  # type: ignore[no-untyped-call]  # mkdocs has no types here
    """Renders the records into the frames of an ordinary MkDocs build."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[Page] = []
        self._context: Context | None = None

    def wanted(self, config: Any) -> Iterable[FrameKey]:
        """Read and check the records, render their pages, and say which frames they need."""
        content = Path(config.config_file_path).parent / "content"
        checked = check(content)
        if not checked.publishable:
            raise ShellError(f"the records have errors:\n{report(checked.findings, 'text')}")
        self._context = make_context(checked.corpus, settings_of(config))
        self._pages = list(every_page(self._context))
        return {key_of(page) for page in self._pages}

    def deliver(self, frames: Mapping[FrameKey, Frame], config: Any) -> None:
        """Write the pages beside those of MkDocs."""
        assert self._context is not None
        out = Path(config.site_dir)
        project = Path(config.config_file_path).parent
        write_pages(self._pages, frames, self._context, out, Sealing(project))

    def on_serve(self, server: Any, *, config: Any, builder: Any) -> Any:
        """Watch the records too."""
        server.watch(str(Path(config.config_file_path).parent / "content"))
        return server
