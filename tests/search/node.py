"""Node, as Playwright brings it along, and the two scripts that run in it."""

from __future__ import annotations

import json
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
LUNR = resources.files("mkdocs.contrib.search").joinpath("templates/search/lunr.js")


def run(script: str, argument: object, given: object) -> Any:
    """The JSON that a script prints for the JSON it is given."""
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, str(HERE / script), str(argument)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
