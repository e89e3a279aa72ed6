"""How the command ends, and how a verb says that it cannot go on."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from build_tools.values.findings import Finding, Severity

OK, FINDINGS, FAULT = 0, 1, 2


def fail(reason: str) -> int:
    """Say what is wrong with the machine or the command; the status for it."""
    print(f"docket: {reason}", file=sys.stderr)
    return FAULT


def status(findings: Iterable[Finding]) -> int:
    """The status for some findings: advice does not fail."""
    errors = any(finding.severity is Severity.ERROR for finding in findings)
    return FINDINGS if errors else OK


def colourful(wish: str, terminal: bool, no_colour: bool) -> bool:
    """Whether to use colour: as wished, or in a terminal unless NO_COLOR is set."""
    return wish == "always" or (wish == "auto" and terminal and not no_colour)
