"""What the pages in a browser are told: that something changed, and what is wrong now."""

from __future__ import annotations

import threading


class News:
    """The latest findings, and a number that grows with each change."""

    def __init__(self) -> None:
        self._new = threading.Condition()
        self._number = 1
        self._findings = "{}"

    def tell(self, findings: str | None = None) -> None:
        """Say that pages may have changed; findings: all that is wrong now, as JSON on one line."""
        with self._new:
            self._number += 1
            if findings is not None:
                self._findings = findings
            self._new.notify_all()

    def after(self, number: int, seconds: float) -> tuple[int, str]:
        """The latest number and findings, once the number is another or the time is over."""
        with self._new:
            self._new.wait_for(lambda: self._number != number, timeout=seconds)
            return self._number, self._findings
