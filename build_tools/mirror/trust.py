"""Whether an edition may be taken: who signed it, and is it newer than what is held.

The keys of the copy that is there are the ones that count: an edition must be signed by one
of them, and may then name other keys for the next. The first copy takes the source's word for
its keys, unless the user gives one; it says so, with the fingerprint to compare.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.manifest import signing
from build_tools.manifest.edition import Edition


class RefusedError(Exception):
    """An edition that is not taken; the text is one clear line."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for."""

    keys: tuple[str, ...] = ()
    """Public keys that the user trusts."""
    unverified: bool = False
    """Take an edition whose signature is missing or cannot be checked."""
    older: bool = False
    """Take an edition that is older than the one held."""


def judge(
    edition: Edition,
    data: bytes,
    signature: bytes | None,
    held: Edition | None,
    wishes: Wishes,
    today: datetime.date,
) -> list[str]:
    """Notes for the user about an edition that may be taken; else raises RefusedError.

    ``data`` is the file that describes the edition, ``held`` the edition of the copy there.
    """
    notes = _signed(edition, data, signature, held, wishes)
    if held is not None and edition.serial < held.serial and not wishes.older:
        raise RefusedError(
            f"the source has the edition of {edition.date}, older than the copy's of {held.date}; "
            "--allow-older takes it all the same"
        )
    if edition.expires and today.isoformat() > edition.expires:
        notes.append(
            f"warning: this edition expired on {edition.expires} by this machine's clock; "
            "there may be a newer one elsewhere"
        )
    return notes


def _signed(
    edition: Edition,
    data: bytes,
    signature: bytes | None,
    held: Edition | None,
    wishes: Wishes,
) -> list[str]:
    pinned: Sequence[str] = wishes.keys or (held.keys if held is not None else ())
    if signature is None:
        if (pinned or edition.keys) and not wishes.unverified:
            raise RefusedError(
                "the edition has no signature, but one by a known key was expected; "
                "--unverified takes it all the same"
            )
        return ["not signed: the hashes are checked, but not who made this edition"]
    if not signing.can_check():
        if not wishes.unverified:
            raise RefusedError(
                f"the signature cannot be checked: this machine has no {signing.TOOL} (install "
                "OpenSSH 8.1 or later); --unverified takes the edition all the same"
            )
        return [f"signature not checked: this machine has no {signing.TOOL}"]
    try:
        keys = signing.read_keys("\n".join(pinned or edition.keys))
    except signing.SigningError:
        raise RefusedError("the edition is signed, but names no key") from None
    if not signing.check(data, signature, keys):
        if wishes.unverified:
            return ["warning: the signature is wrong or by an unknown key"]
        known = ", ".join(map(signing.fingerprint, keys))
        raise RefusedError(f"the edition is not signed by a key that is trusted here ({known})")
    if pinned:
        return [f"signed by a trusted key, edition of {edition.date}"]
    told = ", ".join(map(signing.fingerprint, keys))
    return [f"signed; on this first copy the source's own key is taken as the right one: {told}"]
