"""A second shell in plain Jinja2: the proof that the first can be replaced.

It has one template, renders the hand-written pages with the same Markdown library as
the records, and gives the same frames. Nobody needs MkDocs for a site made with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyromark
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from build_tools.settings import Settings
from build_tools.shell.frames import BODY, DESCRIPTION, HEAD, TITLE, Frame, FrameKey, cut
from build_tools.shell.policy import POLICY
from build_tools.source.markdown import OPTIONS

_LINKS = (".md)", ".md#")


class MinimalShell:
    """Frames from one Jinja2 template; hand-written pages from a folder of Markdown."""

    def __init__(self, docs: Path, settings: Settings | None = None) -> None:
        self._docs = docs
        self._settings = settings or Settings()
        environment = Environment(
            loader=PackageLoader("build_tools.shell", "minimal"),
            autoescape=True,
            undefined=StrictUndefined,
        )
        self._template = environment.get_template("page.html")

    def settings(self) -> Settings:
        """The settings given."""
        return self._settings

    def build(self, wanted: Iterable[FrameKey], out: Path) -> Mapping[FrameKey, Frame]:
        """Write the hand-written pages into a folder; return the frames wanted."""
        for source in sorted(self._docs.rglob("*.md")):
            target = out / source.relative_to(self._docs).with_suffix(".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            depth = len(target.relative_to(out).parts) - 1
            target.write_text(self._hand_written(source, depth), encoding="utf-8")
        return {
            key: cut(self._render(TITLE, DESCRIPTION, BODY, key.depth, HEAD, key.language))
            for key in wanted
        }

    def _hand_written(self, source: Path, depth: int) -> str:
        text = source.read_text(encoding="utf-8")
        if text.startswith("---\n"):
            text = text.split("\n---\n", 1)[1]
        for end in _LINKS:
            text = text.replace(end, end.replace(".md", ".html"))
        title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), source.stem)
        body = pyromark.html(text, options=OPTIONS)
        return self._render(title, title, Markup(body), depth)  # noqa: S704 - our own docs

    def _render(
        self,
        title: str,
        description: str,
        body: str,
        depth: int,
        head: str = "",
        language: str = "",
    ) -> str:
        return self._template.render(
            title=title,
            description=description,
            body=body,
            head=head,
            policy=POLICY,
            name=self._settings.name,
            language=language or self._settings.language,
            root="../" * depth,
        )
