"""Floor 0: what the site's configuration says and the pages need."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from build_tools.values.answers import Answers
from build_tools.values.usage import Usage


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one site, as mkdocs.yml (or another shell) gives them."""

    name: str = "Cybercrime Repository"
    language: str = "en"
    """The language of the interface on the pages as they are built."""
    languages: tuple[str, ...] = ()
    """Languages in which the pages are built a second time, to be read without JavaScript."""
    usage: Usage | None = None
    """How the site was used, where that was counted."""
    answers: Answers | None = None
    """What the sources last answered, where they were asked."""
    edition: tuple[int, int, int] | None = None
    """The day (year, month, day) for which the site is built; None where nothing says it."""
    index_persons: bool = False
    """Whether search engines may list pages of cases that name a person; see docs/people.md."""
    site_url: str = ""
    """The address at which the site stands; ``""`` where it has none of its own."""
    repository: str = ""
    """The repository's address on its git host, without a slash at its end; ``""`` for none."""
    view_path: str = "blob/main/{path}"
    """Where the host shows a file, relative to the repository's address."""
    edit_path: str = "edit/main/{path}"
    """Where the host edits a file."""

    new_path: str = "new/main"
    """Where the host makes a new file; the form adds the file's name and text to it."""

    report_path: str = "issues/new?template=report-a-mistake.yml&record={path}"
    """Where the host takes a report of a mistake; ``{path}`` is the record's file."""

    def address(self, path: str) -> str:
        """The full address of a page, or ``""``."""
        return f"{self.site_url.rstrip('/')}/{path}" if self.site_url else ""

    def report_url(self, path: str) -> str:
        """The address at which a reader reports a mistake in a record, or ``""``."""
        return self._url(self.report_path, quote(path, safe=""))

    def new_url(self) -> str:
        """The address at which the git host makes a new file, or ``""``."""
        return self._url(self.new_path, "")

    def view_url(self, path: str) -> str:
        """The address at which the git host shows a file of the repository, or ``""``."""
        return self._url(self.view_path, path)

    def edit_url(self, path: str) -> str:
        """The address at which the git host edits a file of the repository, or ``""``."""
        return self._url(self.edit_path, path)

    def _url(self, pattern: str, path: str) -> str:
        if not self.repository:
            return ""
        return f"{self.repository}/{pattern.replace('{path}', path)}"
