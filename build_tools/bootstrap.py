"""Set the project up on a machine that has Python, git and make, and nothing else.

Run with the system's Python (``python3 build_tools/bootstrap.py``); imports nothing
but the standard library. Makes ``.venv`` with the locked versions and the project in
it, with uv where it is installed and with pip otherwise. With ``--tests`` the tools
for the tests come too, and Debian's browsers and readers of copies where none are found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOOLS = (
    ("zimcheck", "zim-tools"),
    ("kiwix-serve", "kiwix-tools"),
    ("zsync", "zsync"),
    ("rsync", "rsync"),
    ("ssh-keygen", "openssh-client"),
    ("nginx", "nginx-light"),
)
"""Programs that the tests need or hold exports and recipes against, and the Debian packages that
have them."""


def main() -> int:
    """Make or renew the environment; 0, or 2 with a line that says what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    tests = parser.parse_args().tests
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is run by whatever Python is there
        return _fail(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}")
    try:
        _make_environment(ROOT / ("requirements-dev.lock" if tests else "requirements.lock"))
        if tests:
            _install_what_tests_need()
    except (subprocess.CalledProcessError, OSError, RuntimeError) as fault:
        return _fail(str(fault))
    return 0


def find_browser() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _install_what_tests_need() -> None:
    """Browsers, Kiwix's and zsync's own tools, and a library that Playwright's Node lacks."""
    needed = [] if find_browser() else ["chromium"]
    if not any(shutil.which(name) for name in ("firefox-esr", "firefox")):
        needed.append("firefox-esr")
    needed += [package for program, package in TOOLS if not _is_there(program)]
    if not _runs(str(VENV / "bin" / "playwright"), "--version"):
        needed.append("libatomic1")
    if needed:
        _install_debian_packages(*needed)


def _is_there(program: str) -> bool:
    """Servers stand in /usr/sbin, which is not on every user's path."""
    return any(shutil.which(program, path=path) for path in (None, "/usr/sbin"))


def _runs(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode == 0  # noqa: S603


def _make_environment(lock: Path) -> None:
    """Install the lock and the project into .venv, unless that is what stands there."""
    wanted = _fingerprint(lock)
    stamp = VENV / f"{lock.stem}.stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Setting up {VENV.name} from {lock.name} …", flush=True)
    uv = shutil.which("uv")
    if not _python().is_file():
        _make_venv(uv)
    python = str(_python())
    pip = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    quiet = ["--quiet"]
    _run([*pip, *quiet, "--require-hashes", "-r", str(lock)])
    project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    _run([*pip, *quiet, *project])
    for old in VENV.glob("*.stamp"):
        old.unlink()
    stamp.write_text(wanted)
    if lock.stem == "requirements-dev":
        plain = ROOT / "requirements.lock"
        (VENV / f"{plain.stem}.stamp").write_text(_fingerprint(plain))


def _make_venv(uv: str | None) -> None:
    if uv:
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        _install_debian_packages("python3-venv")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _python() -> Path:
    folder = "Scripts" if os.name == "nt" else "bin"
    return VENV / folder / ("python.exe" if os.name == "nt" else "python")


def _fingerprint(lock: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in (lock, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _install_debian_packages(*packages: str) -> None:
    """Install Debian packages as root or through sudo. Raises RuntimeError where neither can."""
    names = " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        raise RuntimeError(f"please install {names}: this machine has no apt-get to do it with")
    sudo: list[str] = []
    if os.geteuid() != 0:
        found = shutil.which("sudo")
        if found is None:
            raise RuntimeError(f"please install {names} as root: apt-get install {names}")
        sudo = [found]
    print(f"Installing {names} from Debian …", flush=True)
    environment = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", apt]
    _run([*environment, "update", "-qq"])
    _run([*environment, "install", "-y", "-qq", "--no-install-recommends", *packages])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, cwd=ROOT, stdin=subprocess.DEVNULL)  # noqa: S603


def _fail(reason: str) -> int:
    print(f"setup: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
