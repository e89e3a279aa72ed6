"""All addresses asked: one question at a time to each host, several hosts at once."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from build_tools.sources.fetching import AGENT, Reply, ask
from build_tools.values.answers import FAILING, GONE, MOVED, OK, REFUSED, Answer, Answers

REFUSALS = (401, 402, 403, 405, 407, 418, 429, 451)
LONGEST_WAIT = 60.0
"""How long a host's own wish to be left alone is heeded, in seconds."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How politely to ask."""

    hosts: int = 8
    """How many hosts are asked at the same time."""
    pause: float = 1.0
    """Seconds between two questions to one host."""
    retries: int = 2
    """How often a failing address is asked again, each time after twice the pause."""
    private: bool = False
    """Whether hosts of this machine's own network may be asked."""


def due(wanted: Iterable[str], known: Answers, today: date, days: int) -> list[str]:
    """The addresses to ask: never asked, not well, or asked longer ago than some days."""
    return [
        address
        for address in wanted
        if (answer := known.get(address)) is None
        or answer.state in (FAILING, GONE)
        or (today - date.fromisoformat(answer.checked)).days >= days
    ]


def ask_all(
    wanted: Iterable[str],
    known: Answers,
    today: date,
    manner: Manner,
    tell: Callable[[int, int], None],
    stop: threading.Event,
) -> Iterator[tuple[str, Answer]]:
    """Each address with its answer, as they come; fewer where ``stop`` is set."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for address in wanted:
        by_host[urlsplit(address).netloc].append(address)
    total = sum(map(len, by_host.values()))
    done = 0
    with ThreadPoolExecutor(max(1, min(manner.hosts, len(by_host)))) as pool:
        hosts = [pool.submit(_ask_host, addresses, manner, stop) for addresses in by_host.values()]
        try:
            for host in as_completed(hosts):
                for address, reply in host.result():
                    done += 1
                    yield address, _answer(reply, known.get(address), today.isoformat())
                tell(done, total)
        except BaseException:
            stop.set()
            raise


def _ask_host(
    addresses: list[str], manner: Manner, stop: threading.Event
) -> list[tuple[str, Reply]]:
    """The replies of one host, with its robots.txt read first."""
    rules, pause = _robots(addresses[0], manner)
    replies: list[tuple[str, Reply]] = []
    for address in addresses:
        if stop.is_set():
            break
        if not rules.can_fetch(AGENT, address):
            replies.append((address, Reply(trouble="robots.txt")))
            continue
        reply = ask(address, manner.private)
        for again in range(manner.retries):
            if not _worth_retrying(reply) or stop.is_set():
                break
            stop.wait(min(max(reply.wait, pause * 2 ** (again + 1)), LONGEST_WAIT))
            reply = ask(address, manner.private)
        replies.append((address, reply))
        stop.wait(pause)
    return replies


def _robots(address: str, manner: Manner) -> tuple[RobotFileParser, float]:
    """What a host lets programs ask, and the pause it wants between questions (RFC 9309)."""
    parts = urlsplit(address)
    rules = RobotFileParser()
    reply = ask(f"{parts.scheme}://{parts.netloc}/robots.txt", manner.private, body=True)
    if reply.status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])  # RFC 9309: there, but not to be had
    elif 200 <= reply.status < 300:
        rules.parse(reply.body.decode("utf-8", "replace").splitlines())
    else:
        rules.parse([])
    wished = rules.crawl_delay(AGENT)
    return rules, min(max(manner.pause, float(wished or 0)), LONGEST_WAIT)


def _worth_retrying(reply: Reply) -> bool:
    return bool(reply.trouble) or reply.status in (429, 500, 502, 503, 504)


def _answer(reply: Reply, before: Answer | None, today: str) -> Answer:
    state = _state(reply)
    said = reply.trouble or str(reply.status)
    well = today if state in (OK, MOVED) else (before.ok if before is not None else "")
    same = before is not None and before.state == state and before.since
    since = before.since if before is not None and same else today
    return Answer(state, said, today, well, since, reply.moved_to)


def _state(reply: Reply) -> str:
    if reply.trouble == "robots.txt" or reply.status in REFUSALS:
        return REFUSED
    if reply.status in (404, 410):
        return GONE
    if 200 <= reply.status < 300:
        return MOVED if reply.moved_to else OK
    return FAILING
