"""Many records as bytes, and back, quickly: for the cache, and between processes of our own."""

from __future__ import annotations

import dataclasses
import gc
import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


def packed(value: object) -> bytes:
    """A value as bytes; dataclasses as class and values, which are read back twice as fast."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpacked(data: bytes) -> Any:
    """The value again. Whoever made the data is trusted: they can run anything."""
    with no_collecting():
        return pickle.loads(data)  # noqa: S301 - see above


@contextmanager
def no_collecting() -> Iterator[None]:
    """Make a million small objects, none of them garbage, without a search for garbage."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor is any of them worth looking at again
        if was:
            gc.enable()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind.__module__.startswith("build_tools.") and dataclasses.is_dataclass(kind):
            return _remade, (kind, *(getattr(value, name) for name in _names(kind)))
        return NotImplemented


def _remade(kind: type, *values: object) -> object:
    made: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _setters(kind: type) -> tuple[Callable[[object, object], None], ...]:
    """What sets each slot, frozen or not."""
    return tuple(getattr(kind, name).__set__ for name in _names(kind))
