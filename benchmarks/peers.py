"""Other tools, installed from the registries into an environment of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "peers"
PAGEFIND = ("pagefind==1.5.2", "pagefind_bin==1.5.2")


def installed(name: str, *requirements: str) -> Path:
    """The ``bin`` folder of an environment that has some packages from PyPI."""
    folder = FOLDER / name
    stamp = folder / "requirements.txt"
    wanted = "\n".join(requirements)
    if not stamp.is_file() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", *requirements]
        subprocess.run(pip, check=True)
        stamp.write_text(wanted)
    return folder / "bin"
