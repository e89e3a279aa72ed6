"""MkDocs with Material as the shell. The only module that imports mkdocs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import write_file

from build_tools.settings import Settings
from build_tools.shell.frames import (
    BODY,
    DESCRIPTION,
    HEAD,
    TITLE,
    Frame,
    FrameKey,
    ShellError,
    cut,
)
from build_tools.shell.policy import POLICY
from build_tools.shell.styles import classes_in, used_rules
from build_tools.source.edition import edition_day
from build_tools.translating.languages import writing
from build_tools.translating.speaker import speaker
from build_tools.values.answers import read_answers
from build_tools.values.usage import read_usage

K = TypeVar("K")
THEME = Path(__file__).parent / "theme"
_FOLDER = "docket-frames"
_HOME = "home"
_THEME_STYLES = "assets/theme.css"
_EXAMPLE_HOST = "//example.org/"
"""The host of a repository address that has yet to be filled in: there is nothing to edit."""
_NOISY = ("mkdocs", "material")


class SeamPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # mkdocs is half typed
    """Adds a page for each frame wanted and takes it out again when it is rendered.

    A subclass says which frames are wanted and what to do with them; MkDocsShell sets
    both from outside.
    """

    def __init__(self) -> None:
        self.frames: dict[FrameKey, Frame] = {}
        self._classes: set[str] = set()
        self.driven: set[FrameKey] | None = None
        """The frames that MkDocsShell wants; None where MkDocs itself is in charge."""

    def wanted(self, config: MkDocsConfig) -> Iterable[FrameKey]:
        """The frames that the pages need."""
        raise NotImplementedError

    def deliver(self, frames: Mapping[FrameKey, Frame], config: MkDocsConfig) -> None:
        """Write the pages, once MkDocs has written its own."""
        raise NotImplementedError

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before the theme's; the sitemap is made from all pages, not here."""
        config.theme.dirs.insert(0, str(THEME))
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Tell the templates which policy to state and which stylesheets to link."""
        env.globals["docket_policy"] = POLICY
        env.globals["docket_styles"] = [_THEME_STYLES, "assets/docket.css"]
        env.globals |= _spoken(settings_of(config).language)
        return env

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """One generated page a frame, as deep in folders as the pages it will hold."""
        self.frames.clear()
        self._classes.clear()
        for file in list(files):
            if file.src_dir != config.docs_dir:
                files.remove(file)
        try:
            keys = self.wanted(config) if self.driven is None else self.driven
        except ShellError as fault:
            raise PluginError(str(fault)) from fault
        files.append(File.generated(config, "contributing.md", content=_contributing(config)))
        for key in sorted(keys):
            path = "/".join([*[_FOLDER] * key.depth, f"{_FOLDER}-{key.section}-{key.language}.md"])
            files.append(File.generated(config, path, content=_frame_source(key)))
        return files

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> Any:
        """Let the frames of an edition speak its language."""
        language = page.meta.get("language")
        return {**context, **_spoken(language)} if language else context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep a frame's HTML; an empty answer keeps MkDocs from writing it."""
        self._classes |= classes_in(output)
        section = page.meta.get("frame", "").removeprefix(_HOME)
        if "frame" not in page.meta:
            return output
        depth = page.file.src_uri.count("/")
        self.frames[FrameKey(section, depth, page.meta.get("language") or "")] = cut(output)
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is needed of the theme's styles; where MkDocs is in charge, hand over."""
        styles = used_rules(_theme_css(config), self._classes)
        write_file(styles.encode(), str(Path(config.site_dir) / _THEME_STYLES))
        if self.driven is None:
            self.deliver(self.frames, config)


def _spoken(language: str) -> dict[str, Any]:
    """What the theme's templates need to speak a language: gettext's functions, and its name."""
    said = speaker(language)
    return {
        "_": said.gettext,
        "gettext": said.gettext,
        "ngettext": said.ngettext,
        "pgettext": said.pgettext,
        "docket_language": language,
        "docket_unchecked": said.unchecked,
        "docket_direction": writing(language),
    }


def _contributing(config: MkDocsConfig) -> str:
    """CONTRIBUTING.md as a page: said once, shown on the git host and on the site."""
    source = Path(config.config_file_path).parent / "CONTRIBUTING.md"
    text = source.read_text(encoding="utf-8") if source.is_file() else "# How to contribute\n"
    return "---\nsection: about\n---\n" + text.replace("](docs/", "](")


def _theme_css(config: MkDocsConfig) -> str:
    """The theme's main stylesheet, whose name changes with its version; "" without one."""
    for folder in map(Path, config.theme.dirs):
        for path in sorted(folder.glob("assets/stylesheets/main.*.min.css")):
            return path.read_text(encoding="utf-8")
    return ""


def _frame_source(key: FrameKey) -> str:
    return (
        f"---\nframe: {key.section or _HOME}\nlanguage: {key.language}\n"
        f"section: {key.section}\ntitle: {TITLE}\n"
        f"description: {DESCRIPTION}\nhead: {HEAD}\ntemplate: frame.html\n---\n{BODY}\n"
    )


class MkDocsShell:
    """Runs MkDocs on a project and gives the frames."""

    def __init__(self, project: Path) -> None:
        self._config_file = project / "mkdocs.yml"

    def settings(self) -> Settings:
        """The settings in mkdocs.yml."""
        return settings_of(self._load())

    def build(self, wanted: Iterable[FrameKey], out: Path) -> Mapping[FrameKey, Frame]:
        """Build the hand-written pages into a folder. Raises ShellError."""
        config = self._load(site_dir=str(out))
        plugin = next(
            (each for each in config.plugins.values() if isinstance(each, SeamPlugin)), None
        )
        if plugin is None:
            raise ShellError("mkdocs.yml does not name the plugin 'docket'")
        plugin.driven = set(wanted)
        try:
            with _quiet():
                build(config)
        except MkDocsException as fault:
            raise ShellError(f"MkDocs could not build the hand-written pages: {fault}") from fault
        return plugin.frames

    def _load(self, **overrides: Any) -> MkDocsConfig:
        try:
            with _quiet():
                return load_config(str(self._config_file), **overrides)
        except MkDocsException as fault:
            raise ShellError(f"{self._config_file.name}: {fault}") from fault


def settings_of(config: MkDocsConfig) -> Settings:
    """What the pages need of MkDocs's configuration."""
    repository = (config.repo_url or "").rstrip("/")
    own = config.extra.get("docket", {})
    defaults = Settings()
    project = Path(config.config_file_path).parent
    try:
        edition = edition_day(project)
    except ValueError as fault:
        raise ShellError(str(fault)) from fault
    return Settings(
        name=config.site_name,
        edition=edition,
        index_persons=own.get("index_persons", defaults.index_persons) is True,
        language=own.get("language", defaults.language),
        languages=tuple(own.get("languages", ())),
        site_url=config.site_url or "",
        repository="" if _EXAMPLE_HOST in repository else repository,
        view_path=own.get("view_path", defaults.view_path),
        edit_path=own.get("edit_path", defaults.edit_path),
        new_path=own.get("new_path", defaults.new_path),
        report_path=own.get("report_path", defaults.report_path),
        usage=_kept(project / "usage.json", read_usage),
        answers=_kept(project / "sources.json", read_answers),
    )


def _kept(file: Path, read: Callable[[str], K]) -> K | None:
    """What a file beside the configuration keeps, where there is one. Raises ShellError."""
    if not file.is_file():
        return None
    try:
        return read(file.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise ShellError(f"{file.name}: {fault}") from fault


class _quiet:  # noqa: N801 - read as a word: with _quiet()
    """Lets warnings of MkDocs through and keeps its progress to itself."""

    def __enter__(self) -> None:
        self._levels = {name: logging.getLogger(name).level for name in _NOISY}
        for name in _NOISY:
            logging.getLogger(name).setLevel(logging.ERROR)

    def __exit__(self, *_: object) -> None:
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
