"""Rows from a JSONL file: one object in { } to a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from build_tools.importing.reasons import reason
from build_tools.importing.rows import MAX_LINE, Cell, Row, Table


def json_table(path: Path, name: str) -> Table:
    """A JSONL file as a table."""
    return Table(name, None, lambda: _rows(path, name))


def _rows(path: Path, name: str) -> Iterator[Row]:
    size = max(path.stat().st_size, 1)
    number = line = read = 0
    with path.open("rb") as file:
        while data := file.readline(MAX_LINE + 1):
            line += 1
            whole = len(data) <= MAX_LINE or data.endswith(b"\n")
            read += len(data) + (0 if whole else _skip_line(file))
            if line == 1:
                data = data.removeprefix(codecs.BOM_UTF8)
            if not data.strip():
                continue
            number += 1
            done = min(read / size, 1.0)
            try:
                if not whole:
                    raise _Refused("too-large", f"the line has more than {MAX_LINE:,} bytes")
                yield Row(name, number, line, _cells(data), done=done)
            except _Refused as fault:
                reasons = (reason(fault.code, fault.message),)
                yield Row(name, number, line, {}, reasons, done)


class _Refused(Exception):  # noqa: N818 - it ends the reading of a line, it is no error of ours
    """A line that gives no row."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def _skip_line(file: BinaryIO) -> int:
    """Pass over the rest of a line. Returns the number of its bytes."""
    read = 0
    while data := file.readline(MAX_LINE):
        read += len(data)
        if data.endswith(b"\n"):
            break
    return read


def _cells(data: bytes) -> dict[str, Cell]:
    """The cells of one line. Raises _Refused."""
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=_group,
        )
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as fault:
        message = f"the line is not UTF-8: byte 0x{fault.object[fault.start]:02x}"
        raise _Refused("not-utf8", message) from None
    except UnicodeEncodeError:
        message = "the line holds half of a character (a lone \\ud8…); write it whole"
        raise _Refused("bad-json", message) from None
    except json.JSONDecodeError as fault:
        message = f"the line is not JSON: {fault.msg} at character {fault.pos + 1}"
        raise _Refused("bad-json", message) from None
    except RecursionError:
        raise _Refused("bad-json", "the line is nested too deep") from None
    if not isinstance(value, dict):
        raise _Refused("bad-json", "the line must be one object in { }")
    return value


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Cell]:
    group: dict[str, Cell] = {}
    for name, value in pairs:
        if name in group:
            raise _Refused("duplicate-key", f"'{name}' stands twice in one object")
        group[name] = _plain(value)
    return group


def _plain(value: Any) -> Cell:
    """A value with truth values as the texts that the model reads."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_plain(item) for item in value]
    cell: Cell = value
    return cell
