"""Set-up brings the same bytes to every machine, and every word of the Makefile explains itself."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("app", "redis", "test", "node")
WORDS = {"help", "setup", "demo", "test", "fix", "bench", "faults", "lock"}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def versions_by_package(name: str) -> dict[str, set[str]]:
    """A package has two versions where a newer Python needs another one."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^(\S+)==(\S+)", read(f"requirements/{name}.lock"), re.M):
        versions.setdefault(package, set()).add(version)
    return versions


@pytest.mark.parametrize("name", NAMES)
def test_every_locked_python_package_carries_a_hash(name: str) -> None:
    requirements = re.split(r"\n(?=\S)", read(f"requirements/{name}.lock").strip())
    assert [text for text in requirements if "--hash=sha256:" not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_wanted_python_package_is_locked(name: str) -> None:
    wanted = re.findall(r"^[a-z][a-z0-9-]*", read(f"requirements/{name}.in"), re.M)
    assert set(wanted) - versions_by_package(name).keys() == set()


def test_packages_of_the_checks_are_locked_at_the_versions_of_the_app() -> None:
    app, test = versions_by_package("app"), versions_by_package("test")
    shared = app.keys() & test.keys()
    assert "pillow" in shared
    assert {name: test[name] for name in shared} == {name: app[name] for name in shared}


@pytest.mark.parametrize("name", NAMES)
def test_python_locks_name_no_registry(name: str) -> None:
    assert re.findall(r"://|--\S*index|--find-links", read(f"requirements/{name}.lock")) == []


def test_npm_packages_are_pinned_carry_a_hash_and_name_no_registry() -> None:
    wanted = json.loads(read("package.json"))
    locked = json.loads(read("package-lock.json"))["packages"]
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in versions} == versions
    brought = [package for path, package in locked.items() if path]
    assert all(package["integrity"].startswith("sha512-") for package in brought)
    assert [package for package in brought if "resolved" in package] == []


def test_make_help_lists_every_word() -> None:
    command = ["make", "--no-print-directory", "help"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^ +make (\w+) +\S", listed, re.M)) == WORDS


def test_the_build_server_runs_exactly_make_test() -> None:
    commands = [line for line in read(".ci/run").splitlines() if not line.startswith("#")]
    assert commands == ['cd "$(dirname "$0")/.." && exec make test']
