"""Keep to a bandwidth, and count what came."""

from __future__ import annotations

import threading
import time


class Meter:
    """Counts received bytes; with a limit (bytes a second) it makes the receiver wait."""

    def __init__(self, limit: int = 0) -> None:
        self.bytes = 0
        self._limit = limit
        self._lock = threading.Lock()
        self._free = time.monotonic()

    def received(self, count: int) -> None:
        """Note some bytes; returns when they may have come."""
        with self._lock:
            self.bytes += count
            if not self._limit:
                return
            self._free = max(self._free, time.monotonic()) + count / self._limit
            wait = self._free - time.monotonic()
        if wait > 0:
            time.sleep(wait)
