"""Fuzz one target: with atheris, guided by coverage, where it is installed; else by chance."""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import tempfile
import time
from pathlib import Path

SLOW = 1.0


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A seed with pieces cut out, doubled, swapped for others' or made of random bytes."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 10)):
        at, size = chance.randrange(len(data) + 1), chance.randint(0, 20)
        other = chance.choice(seeds)
        start = chance.randrange(len(other))
        piece = chance.choice(
            (b"", bytes([chance.randrange(256)]), other[start : start + size], bytes(data[at : at + size]) * chance.randint(1, 40),
             chance.choice(b"[]{}()<>&*!|>'\"%@`#-:\\\n\t _~=^").to_bytes(1, "big") * chance.choice((1, 2, 3, 500)))
        )  # fmt: skip
        data[at : at + chance.randint(0, size)] = piece
    return bytes(data)


def by_chance(name: str, seconds: float, seed: int) -> int:
    """How many inputs were tried; raises on the first that a target fails on."""
    from tests.fuzz.targets import TARGETS, seeds

    chance, known, tried = random.Random(seed), seeds(name), 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        data = mutated(chance, known)
        started = time.process_time()
        try:
            TARGETS[name](data)
        except Exception:
            Path(f"fuzz-{name}.input").write_bytes(data)
            raise
        assert time.process_time() - started < SLOW, data[:500]
        tried += 1
    return tried


def guided(name: str, seconds: int) -> None:
    """Run atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["build_tools"]):
        from tests.fuzz.targets import TARGETS, seeds
    folder = Path(tempfile.mkdtemp(prefix="docket-fuzz-"))
    for number, data in enumerate(seeds(name)):
        (folder / str(number)).write_bytes(data)
    limits = [f"-max_total_time={seconds}", "-timeout=2", "-max_len=20000", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], str(folder), *limits], TARGETS[name])
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=("source", "record", "markdown", "query"))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="for the fuzzing by chance")
    options = parser.parse_args()
    seconds = int(options.minutes * 60)
    # the query parser is JavaScript, whose coverage atheris does not see
    if options.target != "query" and importlib.util.find_spec("atheris") is not None:
        guided(options.target, seconds)
    else:
        tried = by_chance(options.target, seconds, options.seed)
        sys.stdout.write(
            f"{options.target}: {tried} inputs by chance in {options.minutes} minutes, none failed\n"
        )


if __name__ == "__main__":
    main()
