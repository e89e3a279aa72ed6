"""Signatures in OpenSSH's form, made and checked by the standard tool ``ssh-keygen``.

It is part of Linux, macOS and Windows, so that a librarian can check a stick with nothing of
ours. A signature is of one file, in the namespace ``docket``; it stands beside it, named .sig.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

NAMESPACE = "docket"
WHO = "docket"
MAX_SIGNATURE = 16 * 1024
TOOL = "ssh-keygen"
_KEY = re.compile(r"(ssh-ed25519|ecdsa-sha2-nistp\d+|ssh-rsa|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+")
_SIGNATURE = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\r?\n(?:[A-Za-z0-9+/=]{1,76}\r?\n)+"
    rb"-----END SSH SIGNATURE-----\r?\n"
)


class SigningError(Exception):
    """A key or a tool that does not do; the text is one clear line."""


def can_check() -> bool:
    """Whether this machine has the tool that checks signatures."""
    return shutil.which(TOOL) is not None


def new_key(path: Path, comment: str) -> str:
    """Make a key pair, ``path`` and ``path.pub``, without a passphrase; the public key.

    Raises SigningError, also where a file stands there already.
    """
    if path.exists() or Path(f"{path}.pub").exists():
        raise SigningError(f"{path} stands there already; a key is never overwritten")
    path.parent.mkdir(parents=True, exist_ok=True)
    _run("-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", str(path))
    return public_key(path)


def public_key(path: Path) -> str:
    """The public key of a private one, or the one in a ``.pub`` file. Raises SigningError."""
    if path.suffix == ".pub":
        try:
            keys = read_keys(path.read_text(encoding="utf-8"))
        except OSError as fault:
            raise SigningError(f"{path}: {fault.strerror}") from None
        return keys[0]
    return read_keys(_run("-y", "-f", str(path)))[0]


def read_keys(text: str) -> tuple[str, ...]:
    """Public keys, one a line, without their comments. Raises SigningError where none is."""
    found = [match.group() for line in text.splitlines() if (match := _KEY.match(line.strip()))]
    if not found:
        raise SigningError("there is no public key in OpenSSH's form")
    return tuple(found)


def signer(key: Path) -> Callable[[Path], None]:
    """A function that signs a file with a private key and writes ``FILE.sig``."""

    def sign(file: Path) -> None:
        Path(f"{file}.sig").unlink(missing_ok=True)
        _run("-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(file))

    return sign


def check(data: bytes, signature: bytes, keys: Iterable[str]) -> bool:
    """Whether one of the keys signed the data. Raises SigningError where the tool is missing.

    A signature with anything before or behind it, or without its last line's end, is none: the
    tool would take it, and a copy would not be its source byte for byte.
    """
    if _SIGNATURE.fullmatch(signature) is None:
        return False
    with tempfile.TemporaryDirectory(prefix="docket-") as folder:
        allowed = Path(folder, "allowed")
        allowed.write_text("".join(f"{WHO} {key}\n" for key in keys), encoding="utf-8")
        seal = Path(folder, "sig")
        seal.write_bytes(signature)
        options = ("-Y", "verify", "-n", NAMESPACE, "-I", WHO, "-f", str(allowed), "-s", str(seal))
        return _call(options, data).returncode == 0


def fingerprint(key: str) -> str:
    """A key's fingerprint, as ``ssh-keygen -l`` shows it: for people to compare."""

    blob = base64.b64decode(key.split()[1])
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return f"SHA256:{digest}"


def _run(*options: str) -> str:
    done = _call(options, b"")
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SigningError(f"{TOOL}: {said[-1] if said else 'failed'}")
    return done.stdout.decode("utf-8", "replace")


def _call(options: Iterable[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - the standard tool, with our own arguments
            [TOOL, *options], input=data, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError:
        raise SigningError(f"this machine has no {TOOL}: install OpenSSH (8.1 or later)") from None
