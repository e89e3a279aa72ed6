from __future__ import annotations

from pathlib import Path

import pytest
from importing.workshop import Workshop


@pytest.fixture
def workshop(copy: Path) -> Workshop:
    return Workshop(copy)
