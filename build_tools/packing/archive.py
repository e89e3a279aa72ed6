"""A site as two tar.gz of which a changed page changes little, as ``gzip --rsyncable`` does.

One holds what is read and is cheap to renew. The other, ``NAME-data``, holds what is worked
with and what proves the copy: downloads and lists of hashes, which one record changes in
hundreds of places. Unpacked over each other they are the whole site.

The compressor is reset where the content says: before a file whose path hashes so, and in big
files after a line that does. Between two resets equal files give equal bytes, whatever stands
before them; rsync and zsync find them again.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from build_tools.packing.members import EPOCH_SECONDS, Member, PackingError, members
from build_tools.packing.zsync import control_file
from build_tools.publish import whole_file, write_file

SUFFIX = ".tar.gz"
DATA = ("SHA256SUMS", "api/", "data/", "manifest/lists/")
"""How the paths begin that the second archive holds."""
FOLDER = "cybercrime-repository"
"""The folder in which the files come out."""
FILES_PER_RESET = 6
"""One file in so many begins anew: the more, the smaller the archive and the larger an update."""
SCATTERED = ("search/",)
"""Folders in which one record changes files far apart: each of their files begins anew."""
BIG = 32 * 1024
"""Bytes above which a file has resets inside too."""
USUAL_PIECE = 16 * 1024
_LONGEST_LINE = 64 * 1024
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_TAR_BLOCK = 512
_TAR_END = bytes(20 * _TAR_BLOCK)


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive, its bytes, and those of its control file."""

    path: Path
    size: int
    control: int


def pack_archives(site: Path, out: Path) -> list[Packed]:
    """Write ``out``, its ``-data`` archive and their ``.zsync``. Raises PackingError."""
    if not out.name.endswith(SUFFIX):
        raise PackingError(f"the archive's name must end in {SUFFIX}: {out.name}")
    found = members(site)
    beside = out.with_name(f"{out.name.removesuffix(SUFFIX)}-data{SUFFIX}")
    return [
        _pack((each for each in found if not _is_data(each)), out),
        _pack((each for each in found if _is_data(each)), beside),
    ]


def _is_data(member: Member) -> bool:
    return member.path.startswith(DATA)


def _pack(files: Iterable[Member], out: Path) -> Packed:
    with whole_file(out) as unfinished, unfinished.open("wb") as file:
        write_gzip(tar_pieces(files), file)
    control = control_file(out)
    write_file(out.with_name(f"{out.name}.zsync"), control)
    return Packed(out, out.stat().st_size, len(control))


def tar_pieces(files: Iterable[Member]) -> Iterator[bytes]:
    """A tar archive (POSIX ustar) in the pieces before which the compressor is reset."""
    piece: list[bytes] = []
    for member in files:
        if _begins_anew(member):
            yield b"".join(piece)
            piece = []
        data = member.file.read_bytes()
        padded = data + bytes(-len(data) % _TAR_BLOCK)
        piece.append(_tar_header(member.path, len(data)))
        if len(data) > BIG:
            first, *rest = _pieces(padded)
            piece.append(first)
            for each in rest:
                yield b"".join(piece)
                piece = [each]
            yield b"".join(piece)
            piece = []
        else:
            piece.append(padded)
    yield b"".join(piece)
    yield _TAR_END


def _begins_anew(member: Member) -> bool:
    alone = member.size > BIG or member.path.startswith(SCATTERED)
    return alone or zlib.crc32(member.path.encode()) % FILES_PER_RESET == 0


def _tar_header(path: str, size: int) -> bytes:
    info = tarfile.TarInfo(f"{FOLDER}/{path}")
    info.size = size
    info.mtime = EPOCH_SECONDS
    info.mode = 0o644
    try:
        return info.tobuf(tarfile.USTAR_FORMAT, "utf-8", "strict")
    except ValueError as fault:
        raise PackingError(f"{path}: {fault}") from None


def _pieces(data: bytes) -> Iterator[bytes]:
    """Cut after lines whose CRC-32 says so; a line's length counts, so that bytes decide."""
    start = at = 0
    while at < len(data):
        found = data.find(b"\n", at, at + _LONGEST_LINE) + 1
        end = found or min(at + _LONGEST_LINE, len(data))
        chosen = not found or zlib.crc32(data[at:end]) * USUAL_PIECE < (end - at) << 32
        at = end
        if chosen:
            yield data[start:end]
            start = end
    if start < len(data):
        yield data[start:]


def write_gzip(pieces: Iterable[bytes], out: BinaryIO) -> None:
    """Compress pieces into one gzip member; each piece's bytes depend on itself alone."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    check = length = 0
    out.write(_GZIP_HEADER)
    for piece in pieces:
        if not piece:
            continue
        out.write(compressor.compress(piece))
        out.write(compressor.flush(zlib.Z_FULL_FLUSH))
        check = zlib.crc32(piece, check)
        length += len(piece)
    out.write(compressor.flush(zlib.Z_FINISH))
    out.write(check.to_bytes(4, "little") + (length & 0xFFFFFFFF).to_bytes(4, "little"))
