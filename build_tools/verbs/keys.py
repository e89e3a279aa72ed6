"""``docket keys``: make the key that signs editions."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.manifest import signing
from build_tools.verbs.exits import OK, fail


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Tell the parser of the verbs."""
    verb = verbs.add_parser("keys", help="make a key that signs editions")
    inner = verb.add_subparsers(required=True, metavar="WHAT")
    new = inner.add_parser("new", help="make a key pair", description=_new.__doc__)
    new.add_argument("file", type=Path, metavar="FILE", help="the private key; FILE.pub beside it")
    new.add_argument("--comment", default="docket editions", help="what stands in FILE.pub")
    new.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    """Make an Ed25519 key pair with ssh-keygen, for ``docket build --sign FILE``."""
    try:
        key = signing.new_key(options.file, options.comment)
    except signing.SigningError as fault:
        return fail(str(fault))
    print(f"{options.file}: the private key. Keep it off the web and out of git, with a copy.")
    print(f"{options.file}.pub: the public key. Publish it: {signing.fingerprint(key)}")
    return OK
