"""Debian's nginx with the recipe of docs/mirroring.md, as an ordinary user on a free port."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs" / "mirroring.md"
PLACES = ("/usr/sbin", "/usr/local/sbin")
"""Where nginx stands that is not on a user's path."""


def program() -> str | None:
    """The path of nginx, or None."""
    return shutil.which("nginx") or next(
        (found for place in PLACES if (found := shutil.which("nginx", path=place))), None
    )


def recipe(language: str) -> str:
    """The one block of a language in the page on mirrors."""
    found = re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    assert len(found) == 1, f"{len(found)} blocks of {language} in {DOCS.name}"
    return str(found[0])


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


@contextmanager
def nginx(site: Path, work: Path) -> Iterator[str]:
    """The root of a site as nginx serves it; only port and folder of the recipe are changed."""
    command = program()
    assert command, "no nginx on this machine; 'make test' installs it"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = _replaced(recipe("nginx"), "listen 80;", f"listen 127.0.0.1:{port};")
    server = _replaced(server, "root /srv/repository;", f'root "{site}";')
    places = "".join(f'{each}_temp_path "{work}/{each}";\n' for each in
                     ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    config = work / "nginx.conf"
    config.write_text(
        f'daemon off;\nmaster_process off;\npid "{work}/pid";\nevents {{}}\nhttp {{\n'
        f"include /etc/nginx/mime.types;\ndefault_type application/octet-stream;\n"
        f'access_log "{work}/access.log";\n{places}{server}}}\n',
        encoding="utf-8",
    )
    started = subprocess.Popen([command, "-c", str(config), "-e", str(work / "error.log")])
    try:
        _wait_for(port, work / "error.log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        started.terminate()
        started.wait(10)


def _wait_for(port: int, errors: Path) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nginx does not answer: {errors.read_text(encoding='utf-8')}")


def bytes_sent(work: Path) -> int:
    """The bytes of all bodies so far, by nginx's own log."""
    log = (work / "access.log").read_text(encoding="utf-8")
    return sum(int(each) for each in re.findall(r'" \d{3} (\d+) ', log))
