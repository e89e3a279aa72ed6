"""What stands around the records for git hosts and editors is well-formed, safe and up to date."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.model.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
FORMS = sorted(
    set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
TEMPLATES = [GITHUB / "pull_request_template.md", *(GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")]
WRITERS = {("deploy.yml", "deploy"): {"pages": "write", "id-token": "write"}}
"""The jobs that may write, and what."""
NEVER = ("pull_request_target", "workflow_run")
"""Triggers that give a stranger's change the rights of the repository."""
PIN = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
RESERVED = {"title", "body", "labels", "assignees", "milestone", "projects", "template"}
"""What an address of a new issue already means, so that no field of a form may be called so."""
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
CLEAN["GIT_CONFIG_GLOBAL"] = os.devnull
"""An environment in which git knows of no other repository and of nobody's habits."""


def read(path: Path) -> Any:
    """A YAML file with each scalar as it is written: 'on' stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def steps(workflow: Any) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def elements(form: Path) -> list[dict[str, Any]]:
    return [each for each in read(form)["body"] if each["type"] != "markdown"]


def test_there_is_something_to_judge() -> None:
    assert {path.name for path in WORKFLOWS} >= {"check.yml", "deploy.yml"}
    assert len(FORMS) == 4
    assert len(TEMPLATES) == 5


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_actions_are_pinned_to_a_commit_with_its_version(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps(read(path)))
    for line in lines:
        assert PIN.search(line), line.strip()


def test_one_action_has_one_version() -> None:
    uses = {step["uses"] for path in WORKFLOWS for step in steps(read(path)) if "uses" in step}
    actions = [use.partition("@")[0] for use in uses]
    assert sorted(actions) == sorted(set(actions))


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_a_workflow_may_read_and_only_named_jobs_write(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job, said in workflow["jobs"].items():
        allowed = WRITERS.get((path.name, job), {"contents": "read"})
        assert said.get("permissions", {}).items() <= allowed.items(), job


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_a_job_that_may_write_runs_no_code_of_the_repository(path: Path) -> None:
    for job, said in read(path)["jobs"].items():
        if (path.name, job) in WRITERS:
            assert not any("run" in step or "checkout" in step["uses"] for step in said["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_strangers_get_no_rights(path: Path) -> None:
    workflow = read(path)
    assert not set(NEVER) & set(workflow["on"])
    assert "secrets." not in path.read_text(encoding="utf-8")
    for step in steps(workflow):
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_no_script_is_put_together_from_what_others_write(path: Path) -> None:
    for step in steps(read(path)):
        assert "${{" not in step.get("run", ""), "pass it through env"


def test_only_main_is_deployed() -> None:
    assert read(GITHUB / "workflows/deploy.yml")["on"] == {"push": {"branches": ["main"]}}
    pages = read(ROOT / ".gitlab-ci.yml")["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def split_script(host: str) -> str:
    """The script that refuses records and code in one change."""
    if host == "github":
        jobs = read(GITHUB / "workflows/check.yml")["jobs"]
        return next(step["run"] for step in jobs["one-kind"]["steps"] if "run" in step)
    return "\n".join(read(ROOT / ".gitlab-ci.yml")["one-kind"]["script"])


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
    done = subprocess.run(
        command, cwd=folder, env=CLEAN, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, *files: str) -> str:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("x", encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("files", "together"),
    [
        (["content/cases/aq/a.md"], False),
        (["content/cases/aq/a.md", "docs/about.md", "CHANGELOG.md", "LICENSE"], False),
        (["build_tools/build.py", "tests/corpus/content/a.yml", "docs/a.md"], False),
        (["content/cases/aq/a.md", "build_tools/build.py"], True),
        (["content/cases/aq/a b é.md", "tests/corpus/content/a.yml"], True),
        (["content/a.yml", ".github/pull_request_template.md"], True),
        (["content/a.yml", "mkdocs.yml"], True),
    ],
)
def test_records_and_code_are_kept_apart(
    host: str, files: list[str], together: bool, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet")
    base = commit(tmp_path)
    head = commit(tmp_path, *files)
    commits = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head}
    shell = ["bash", "-eo", "pipefail", "-c", split_script(host)]
    done = subprocess.run(
        shell, cwd=tmp_path, env={**CLEAN, **commits}, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.returncode == int(together)
    assert ("Please split" in done.stdout) is together
    assert all(line.startswith(("- ", "::error ", "Please")) for line in done.stdout.splitlines())


@pytest.mark.parametrize("path", FORMS, ids=name)
def test_a_form_is_whole(path: Path) -> None:
    form = read(path)
    assert form["name"]
    assert form["description"]
    fields = elements(path)
    assert fields
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert not RESERVED & set(ids)
    for field in fields:
        assert field["attributes"]["label"]
        assert re.fullmatch(r"[a-z][a-z-]*", field["id"])


@pytest.mark.parametrize("form", ["report-a-mistake.yml", "dead-link.yml", "ask-for-removal.yml"])
def test_a_link_can_fill_in_the_record(form: str) -> None:
    fields = {field["id"]: field for field in elements(GITHUB / "ISSUE_TEMPLATE" / form)}
    assert fields["record"]["type"] == "input"


def test_a_removal_is_asked_for_in_private() -> None:
    form = GITHUB / "ISSUE_TEMPLATE/ask-for-removal.yml"
    said = form.read_text(encoding="utf-8")
    assert "Do not repeat personal data" in said
    assert "SECURITY.md" in said
    assert "report a vulnerability" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "Report a vulnerability" in said
    record = next(field for field in elements(form) if field["id"] == "record")
    assert "validations" not in record, "the address itself can hold a name"


@pytest.mark.parametrize("path", [*FORMS, *TEMPLATES], ids=name)
def test_each_path_that_is_named_exists(path: Path) -> None:
    said = path.read_text(encoding="utf-8")
    named = re.findall(r"\]\(\.\./(?:blob|tree)/main/([^)#]+)", said)
    named += re.findall(r"`([\w.-]+/[\w./-]*|[\w.-]+\.(?:md|yml|lock))`", said)
    named += re.findall(r"\b((?:content|docs)/[\w./-]+\.\w+)", said)
    named += re.findall(r"\b([A-Z]{4,}\.md)\b", said)
    for each in named:
        assert (ROOT / each).exists(), each


def test_each_template_is_offered_and_each_offer_exists() -> None:
    default, *others = TEMPLATES
    offered = re.findall(r"\(\?expand=1&template=([\w-]+\.md)\)", default.read_text("utf-8"))
    assert sorted(offered) == sorted(path.name for path in others)


def test_owners_own_what_exists() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, *owners = line.split()
            assert pattern == "*" or (ROOT / pattern.lstrip("/")).exists(), pattern
            assert owners
            assert all(owner.startswith("@") for owner in owners)


def settings(file: str) -> Any:
    """A file of VS Code's: JSON with lines of comment."""
    text = (ROOT / ".vscode" / file).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_record_has_its_schema_in_the_editor(kind: Kind) -> None:
    said = settings("settings.json")["yaml.schemas"]
    assert said[f"./.cache/schemas/{kind.name}.json"] == re.sub(r"<\w+>", "*", kind.pattern)


def test_the_editor_knows_no_other_schema() -> None:
    said = settings("settings.json")
    assert len(said["yaml.schemas"]) == len(KINDS)
    assert said["editor.insertSpaces"] is True
    assert said["files.encoding"] == "utf8"
    assert said["files.insertFinalNewline"] is True
    assert said["files.trimFinalNewlines"] is True
    assert "redhat.vscode-yaml" in settings("extensions.json")["recommendations"]


def test_the_hook_checks_records() -> None:
    (hook,) = read(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == "docket-check"
    assert hook["entry"] == "docket check"
    assert hook["language"] == "python"
    assert re.match(hook["files"], "content/cases/aq/a.md")
    assert not re.match(hook["files"], "tests/corpus/content/cases/aq/a.md")
