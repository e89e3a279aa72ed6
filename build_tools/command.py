"""Floor 8: the command ``docket``."""

from __future__ import annotations

import argparse
import io
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

from build_tools import __version__
from build_tools.exports.database import DatabaseError
from build_tools.locking import InUseError
from build_tools.shell.frames import ShellError
from build_tools.verbs import (
    catalogues,
    check,
    delta,
    diff,
    export,
    importing,
    keys,
    links,
    mirror,
    new,
    schema,
    serve,
    site,
    usage,
    withhold,
)
from build_tools.verbs.exits import FAULT, fail


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0, 1 for findings, 2 for a fault of the machine."""
    _print_anything()
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if options.project is None:
        options.project = _find_project()
    if getattr(options, "reads_records", False) and not (options.project / "content").is_dir():
        return fail(f"there is no folder 'content' with records in {options.project.resolve()}")
    try:
        return run(options)
    except (ShellError, InUseError) as fault:
        return fail(str(fault))
    except MemoryError:
        return fail("there is not enough memory")
    except sqlite3.Error as fault:
        return fail(f"the database could not be written: {fault}")
    except DatabaseError as fault:
        return fail(str(fault))
    except ImportError as fault:  # a library that the memory has no room for, or a broken one
        return fail(f"a part of the program cannot be loaded: {fault}")
    except BrokenExecutor:
        return fail("a process that helped was ended from outside, perhaps for want of memory")
    except BrokenPipeError:  # the reader of what we print, such as 'head', has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except OSError as fault:
        return fail(
            f"{fault.strerror or fault}: {fault.filename}" if fault.filename else str(fault)
        )
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return FAULT


def _print_anything() -> None:
    """Let no letter of a record end the command where a terminal cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _find_project() -> Path:
    """This folder, or the nearest above it that holds a configuration and records."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / site.CONFIGURATION).is_file() and (folder / "content").is_dir():
            return Path(os.path.relpath(folder))
    return Path()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="docket",
        description="Check the records of a cybercrime repository and build its site.",
        epilog="Exit status: 0 all is well; 1 records have errors; 2 the machine or the command "
        "(a full disk, another run at work): what was there is as it was.",
    )
    parser.add_argument("--version", action="version", version=f"docket {__version__}")
    parser.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help="the folder that holds content/, docs/ and mkdocs.yml (default: this one, or the "
        "nearest above it that does)",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for verb in (
        check, site, serve, new, importing, diff, export, mirror, delta, keys, usage, links,
        withhold, schema, catalogues,
    ):  # fmt: skip
        verb.add(verbs)
    return parser
