"""A page before it is put into a frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: where it stands, and what goes into its frame."""

    path: str
    """The path in the output, with ``/``: ``cases/gb/r-v-smith.html``."""
    title: str
    """Plain text; the frame escapes it and adds the site's name."""
    description: str
    """Plain text of one or two sentences, for lists of results elsewhere."""
    section: str
    """The part of the site it belongs to, which the frame may mark: ``cases``."""
    body: str
    """HTML."""
    head: str = ""
    """HTML for the end of the page's head."""
    language: str = ""
    """The language of the edition whose folder the page stands in; ``""`` for a main page."""

    @property
    def depth(self) -> int:
        """How many folders deep the page stands."""
        return self.path.count("/")


def root_of(path: str) -> str:
    """The relative way from a page to the site's root: ``../../`` or ``""``."""
    return "../" * path.count("/")
