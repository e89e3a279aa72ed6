"""Robots, known by what they call themselves.

The list is that of ``crawler-user-agents`` (kept by many since 2013, released each month): 1,500
patterns. To ask all of them takes 0.1 ms, so that answers are remembered.
"""

from __future__ import annotations

from functools import lru_cache

from crawleruseragents import is_crawler  # type: ignore[import-untyped]

MAX_AGENT = 400
"""How much of a user agent is looked at: robots say what they are at its beginning or end."""


def is_robot(agent: bytes | None) -> bool:
    """Whether a user agent is a robot's. One that says nothing of itself is one; no log of
    agents at all says nothing."""
    if agent is None:
        return False
    if len(agent) > MAX_AGENT:
        agent = agent[: MAX_AGENT // 2] + agent[-MAX_AGENT // 2 :]
    return _is_robot(agent)


@lru_cache(maxsize=16_384)
def _is_robot(agent: bytes) -> bool:
    said = agent.decode("utf-8", "replace").strip()
    return said in ("", "-") or bool(is_crawler(said))
