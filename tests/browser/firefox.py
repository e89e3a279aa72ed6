"""A Firefox as the system has it, driven through its own remote protocol (Marionette)."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One session: go to an address, run a script in the page."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._number = 0
        self._receive()
        self.ask("WebDriver:NewSession", {})

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        data = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._receive()
        assert error is None, error
        return result

    def go(self, address: str) -> None:
        self.ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        given = {"script": script, "args": [], "sandbox": "default"}
        return self.ask("WebDriver:ExecuteScript", given)["value"]

    def wait(self, script: str, wanted: object, seconds: float = 20) -> None:
        ends = time.monotonic() + seconds
        while (found := self.run(script)) != wanted:
            assert time.monotonic() < ends, f"{script} is {found!r}, not {wanted!r}"
            time.sleep(0.1)

    def _receive(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._connection.recv(1)
        data = b""
        while len(data) < int(size[:-1]):
            data += self._connection.recv(1 << 16)
        return json.loads(data)


@contextmanager
def firefox(home: Path) -> Iterator[Firefox]:
    """A new Firefox with a profile of its own, ended with the block."""
    assert FIREFOX is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "profile").mkdir()
    (home / "profile/user.js").write_text(f'user_pref("marionette.port", {port});\n')
    started = subprocess.Popen(
        [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(home / "profile")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    try:
        with _connect(port) as connection:
            yield Firefox(connection)
    finally:
        started.terminate()
        started.wait(20)


def _connect(port: int) -> socket.socket:
    ends = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
