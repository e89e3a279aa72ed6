"""Asking git, where it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path


def ask_git(project: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git answers in a folder, whether it could or not; None where there is no git."""
    try:
        return subprocess.run(  # noqa: S603 - git itself, with our own arguments
            ["git", "-C", str(project), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
