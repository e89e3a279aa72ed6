"""A module imports only from its own floor or lower ones; one importer of yaml, one of mkdocs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "build_tools"
FLOORS = {
    "__init__": 0, "values": 0, "settings": 0, "processes": 0, "meter": 0, "locking": 0,
    "source": 1, "messages": 1,
    "model": 2,
    "parse": 3,
    "corpus": 4,
    "rules": 5, "coverage": 5,
    "charts": 6, "pages": 6, "search": 6, "form": 6, "exports": 6, "shell": 6, "translating": 6, "fixing": 6, "drafting": 6,
    "publish": 7, "reporters": 7, "serve": 7, "importing": 7, "comparing": 7, "usage": 7,
    "sources": 7, "manifest": 7, "warm": 7, "packing": 7, "mirror": 7,
    "outputs": 8, "build": 8, "preview": 8, "plugin": 8, "verbs": 8, "command": 8, "__main__": 8, "bootstrap": 8,
}  # fmt: skip
ONLY = {
    "yaml": {"source/yaml_reader.py"},
    "mkdocs": {"shell/mkdocs_shell.py"},
    "nh3": {"pages/markdown.py"},
    "libzim": {"packing/zim.py"},
    "lunr": {"search/words.py"},
    "pygal": {"charts/bars.py"},
    "jinja2": {
        "pages/environment.py",
        "pages/quick_templates.py",
        "shell/minimal.py",
        "translating/resolving.py",
    },
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""


def place(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def test_every_part_of_the_package_has_a_floor() -> None:
    parts = {place(module).split("/")[0].removesuffix(".py") for module in MODULES}
    assert parts == set(FLOORS)


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_imports_go_down(module: Path) -> None:
    floor = FLOORS[place(module).split("/")[0].removesuffix(".py")]
    for name in imports(module):
        if name.startswith("build_tools."):
            part = name.split(".")[1]
            assert FLOORS[part] <= floor, f"{place(module)} imports {name} from a higher floor"


@pytest.mark.parametrize("library", ONLY)
def test_a_library_behind_a_wall_has_one_importer(library: str) -> None:
    importers = {
        place(module)
        for module in MODULES
        if any(name.split(".")[0] == library for name in imports(module))
    }
    assert importers == ONLY[library]
