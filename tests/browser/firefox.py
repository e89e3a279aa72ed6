"""Drive Debian's Firefox by WebDriver BiDi, with its rules for file: as readers have them."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PREFERENCES = {
    # Automation would relax the rules for file: by its "recommended" preferences.
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "app.update.enabled": False,
    # The network is cut: every request goes to a port at which nobody listens.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "",
}
WAIT = 15.0


@dataclass
class Firefox:
    """One window. What its pages said and asked for is kept."""

    socket: ClientConnection
    context: str = ""
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _last: int = 0

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        self.socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv(WAIT))
            if message.get("id") == self._last:
                assert message["type"] == "success", message
                return dict(message["result"])
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if message.get("method") == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.said.append(str(params["text"]))
        if message.get("method") == "network.beforeRequestSent":
            self.asked.append(str(params["request"]["url"]))

    def open(self, url: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        """The value of an expression; promises are waited for."""
        answer = self.send("script.evaluate", expression=expression, awaitPromise=True,
                           target={"context": self.context})  # fmt: skip
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:
        """Wait until an expression is true."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            value = self.run(expression)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"never true: {expression}")

    def follow(self, selector: str, text: str) -> None:
        """Click the first link so named, and wait for its page."""
        find = (
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".find(each => each.textContent.trim() === {json.dumps(text)})"
        )
        target = self.until(f"{find}?.href")
        self.run(f"{find}.click()")
        self.until(f"location.href === {json.dumps(target)} && document.readyState === 'complete'")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A Firefox without a window and without a network."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "no Firefox on this machine; 'make test' installs firefox-esr"
    profile.mkdir(parents=True, exist_ok=True)
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [program, "--headless", "--no-remote", "--profile", str(profile),
               "--remote-debugging-port", "0", "about:blank"]  # fmt: skip
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(_address(profile), max_size=None, proxy=None) as socket:
            window = Firefox(socket)
            window.send("session.new", capabilities={})
            events = ["log.entryAdded", "network.beforeRequestSent"]
            window.send("session.subscribe", events=events)
            tree = window.send("browsingContext.getTree")
            window.context = tree["contexts"][0]["context"]
            yield window
    finally:
        started.terminate()
        started.wait(15)


def _address(profile: Path) -> str:
    """Where Firefox listens; it writes that into its profile."""
    file = profile / "WebDriverBiDiServer.json"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            found = json.loads(file.read_text())
            return f"ws://{found['ws_host']}:{found['ws_port']}/session"
        except (OSError, ValueError, KeyError):
            time.sleep(0.1)
    raise AssertionError("Firefox does not listen")
