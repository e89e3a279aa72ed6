"""The fabricated site with sample catalogues of its own: French, Arabic, and the pseudo-language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build_tools.pages.environment import environment
from build_tools.translating import catalogue as module
from build_tools.translating.claims import claims
from build_tools.translating.speaker import speaker

SAMPLES = Path(__file__).parent / "translating" / "catalogues"


def forget() -> None:
    for cached in (module.catalogue, speaker, claims, environment):
        cached.cache_clear()


@contextmanager
def samples() -> Iterator[None]:
    """Catalogues are those of the tests, not the repository's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FOLDER", SAMPLES)
        forget()
        yield
    forget()
