"""The fabricated and the real site, and their data."""

from __future__ import annotations

from pathlib import Path

import pytest
from coverage.recount import Data


@pytest.fixture(scope="module", params=["fabricated", "real"])
def built(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("site" if request.param == "fabricated" else "real_site"))


@pytest.fixture(scope="module")
def data(built: Path) -> Data:
    return Data(built)
