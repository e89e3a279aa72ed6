"""Identifiers of the legal field, each with the rule that its publisher gives."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from build_tools.values.lookalike import ascii_host

_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Za-z0-9.]{1,25}", re.ASCII)
_AKN = re.compile(r"/akn/[a-z]{2}(?:-[a-z0-9]+)?(?:/[a-zA-Z0-9@.:~!_-]+){2,8}", re.ASCII)
_UNSAFE_IN_URL = re.compile(r"[\s<>\"'`\\^{|}]")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.ASCII)
MAX_URL = 2000


def check_ecli(text: str) -> str:
    """The European Case Law Identifier (Council conclusions 2011/C 127/01).

    Five parts joined by colons: ECLI, country, court (at most 7 letters or digits),
    year, ordinal (at most 25 letters, digits or dots). Raises ValueError.
    """
    if _ECLI.fullmatch(text) is None:
        raise ValueError("an ECLI is written ECLI:EU:C:2021:152 (country, court, year, number)")
    return text


def check_akn(text: str) -> str:
    """An Akoma Ntoso address (OASIS LegalDocML naming convention 1.0). Raises ValueError."""
    if _AKN.fullmatch(text) is None:
        raise ValueError("an Akoma Ntoso address is written /akn/ug/act/2011/2/eng@2011-02-14")
    return text


def check_url(text: str) -> str:
    """A web address that is safe to print as a link. Raises ValueError.

    Only http and https, with a host, without user names or characters that a
    browser or a mail program would read as the end of the address.
    """
    if len(text) > MAX_URL:
        raise ValueError(f"an address has at most {MAX_URL} characters")
    if _UNSAFE_IN_URL.search(text):
        raise ValueError("an address has no blanks, quotes, brackets < > or backslashes")
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError as fault:
        raise ValueError("this is not a web address") from fault
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("a web address begins with https:// or http:// and names a host")
    if parts.username is not None:
        raise ValueError("an address must not carry a user name")
    if not host.isascii():
        raise ValueError(f"write the host as it is asked for: {ascii_host(host)}")
    if _HOST.fullmatch(host) is None:
        raise ValueError("the host has letters that no host has")
    return text
