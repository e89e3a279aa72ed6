"""What the addresses of sources last answered: the file ``sources.json``, written by
``docket links`` and shown by the site as it is.

::

    {"version": 1,
     "answers": {"https://example.org/a": {
        "state": "ok",             see STATES
        "said": "200",             the status, or what went wrong in a few words
        "checked": "2026-11-24",   the day of the last question
        "ok": "2026-11-24",        the last day on which it answered well; "" for never
        "since": "2026-11-24",     since when it is in this state
        "to": ""}}}                for "moved": the new address
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from build_tools.values.identifiers import check_url

VERSION = 1
OK, MOVED, GONE, FAILING, REFUSED = "ok", "moved", "gone", "failing", "refused"
STATES = (GONE, FAILING, MOVED, REFUSED, OK)
"""The worst first: not there any more (404, 410); no good answer now; there for good under
another address; not to be asked by programs (robots.txt, 401, 403, 429, 451); well."""
_DAY = re.compile(r"(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address last answered; its fields are said above."""

    state: str
    said: str
    checked: str
    ok: str = ""
    since: str = ""
    to: str = ""


Answers = Mapping[str, Answer]


def write_answers(answers: Answers) -> str:
    """The text of ``sources.json``, in the order of addresses: the same answers, the same bytes."""
    data = {address: asdict(answers[address]) for address in sorted(answers)}
    return json.dumps({"version": VERSION, "answers": data}, indent=1, ensure_ascii=False) + "\n"


def read_answers(text: str) -> dict[str, Answer]:
    """The answers of a ``sources.json``. Raises ValueError with the reason where it is not one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError(f"it is not a file of sources of version {VERSION}")
    answers = data.get("answers")
    if not isinstance(answers, dict):
        raise ValueError("'answers' is missing")
    return {address: _answer(address, value) for address, value in sorted(answers.items())}


def _answer(address: str, value: Any) -> Answer:
    names = [field.name for field in fields(Answer)]
    if not isinstance(value, dict) or not all(isinstance(value.get(n, ""), str) for n in names):
        raise ValueError(f"'{address[:60]}' has no answer")
    answer = Answer(**{name: value.get(name, "") for name in names})
    days = (answer.checked, answer.ok, answer.since)
    if answer.state not in STATES or not all(_DAY.fullmatch(day) for day in days):
        raise ValueError(f"'{address[:60]}' has a state or a day that cannot be one")
    for each in filter(None, (address, answer.to)):
        check_url(each)
    return answer
