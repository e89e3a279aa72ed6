"""For each code a bad and a good file, cut down to the lines in which they differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "examples"
MOST_LINES = 5
MOST_COLUMNS = 110


@dataclass(frozen=True, slots=True)
class Example:
    """What a contributor wrote, and what should stand there."""

    bad: str
    good: str


@cache
def example(code: str) -> Example | None:
    """The example of a code; None for those that no file can show."""
    folder = FOLDER / code
    if not folder.is_dir():
        return None
    at = (folder / "at").read_text(encoding="utf-8").split(":")[0]
    if not (folder / "good" / at).is_file():
        name = min(_files(folder / "good")).relative_to(folder / "good").as_posix()
        return Example(f"content/{at}", f"content/{name}")
    names = [
        at,
        *sorted(path.relative_to(folder / "bad").as_posix() for path in _files(folder / "bad")),
    ]
    pairs = ((_lines(folder / "bad" / name), _lines(folder / "good" / name)) for name in names)
    return next(Example(*_differing(*pair)) for pair in pairs if pair[0] != pair[1])


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _lines(file: Path) -> list[str]:
    return file.read_bytes().decode("utf-8", "replace").splitlines()


def _differing(bad: list[str], good: list[str]) -> tuple[str, str]:
    """The lines of each that the other lacks; one line around them where one side has none."""
    blocks = SequenceMatcher(a=bad, b=good, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    first_bad, last_bad = changed[0][1], changed[-1][2]
    first_good, last_good = changed[0][3], changed[-1][4]
    if first_bad == last_bad or first_good == last_good:
        first_bad, first_good = max(0, first_bad - 1), max(0, first_good - 1)
        last_bad, last_good = last_bad + 1, last_good + 1
    return _shown(bad[first_bad:last_bad]), _shown(good[first_good:last_good])


def _shown(lines: list[str]) -> str:
    short = [
        line if len(line) <= MOST_COLUMNS else line[: MOST_COLUMNS - 1] + "…" for line in lines
    ]
    if len(short) > MOST_LINES:
        short = [*short[:MOST_LINES], "…"]
    return "\n".join(line.replace("\t", "→   ") for line in short)
