"""`flask rubrics`: check the written standard, help editors to write it, and print it as a book."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from judging.documents.book import render_book
from judging.domain.meaning import plain_number, version_of
from judging.domain.rubric import Part
from judging.domain.rules import Needed
from judging.rubric_files import (
    BadFile,
    FileFault,
    load_all,
    load_rubric,
    load_rules,
    load_standard,
)
from judging.rubric_files.folder import RULES, STANDARD
from judging.rubric_files.kind import Kind, kind_of
from judging.rubric_files.rubric import load_common_parts
from judging.rubric_files.schema import schemas

rubrics = AppGroup("rubrics", help="The written standard: rubrics, bands and rules.")


@rubrics.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Say in one line what each file means, or which line is wrong.

    PATHS are files or folders; without any, the app's own standard is checked.
    """
    faults = [fault for path in paths or (_own_folder(),) for fault in _check(path)]
    if faults:
        click.echo(str(BadFile(faults)), err=True)
        raise SystemExit(1)


@rubrics.command("schema")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def schema(out: Path) -> None:
    """Write a JSON Schema of each kind of file for editors."""
    out.mkdir(parents=True, exist_ok=True)
    for kind, content in schemas().items():
        target = out / f"{kind}.schema.json"
        text = json.dumps(content, ensure_ascii=False, indent=2)
        target.write_text(text + "\n", encoding="utf-8")
        click.echo(target)


@rubrics.command("book")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def book(out: Path) -> None:
    """Print the whole standard as a book, Khmer and English."""
    try:
        written = load_all(_own_folder())
    except BadFile as bad:
        click.echo(str(bad), err=True)
        raise SystemExit(1) from bad
    out.write_bytes(render_book(written.rubrics, written.standard, written.rules))
    click.echo(out)


def _own_folder() -> Path:
    return Path(current_app.config["RUBRICS_DIR"])


def _check(path: Path) -> Iterator[FileFault]:
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not files:
        yield FileFault(path, 1, "there is no .yaml file in this folder; check its name")
    for file in files:
        try:
            click.echo(_line(file))
        except BadFile as bad:
            yield from bad.faults
    if path.is_dir():
        yield from _check_together(path)


def _check_together(folder: Path) -> Iterator[FileFault]:
    """What does not fit between the files; a folder of foreign rubrics alone need not fit."""
    if any((folder / name).exists() for name in (STANDARD, RULES)):
        try:
            load_all(folder)
        except BadFile as bad:
            yield from bad.faults


def _line(path: Path) -> str:
    kind = kind_of(path)
    name, version, meaning = _READ[kind](path)
    return f"{path.name:<14}  {name:<8}  v{version}  {meaning}"


def _read_group(path: Path) -> tuple[str, str, str]:
    rubric = load_rubric(path)
    return rubric.group, version_of(rubric), _sum(rubric.parts)


def _read_common(path: Path) -> tuple[str, str, str]:
    parts = load_common_parts(path)
    return Kind.COMMON, version_of(parts), _sum(parts)


def _read_standard(path: Path) -> tuple[str, str, str]:
    standard = load_standard(path)
    stars = ", ".join(f"{band.star} from {plain_number(band.start)}" for band in standard.bands)
    return Kind.STANDARD, version_of(standard), f"stars {stars}"


def _read_rules(path: Path) -> tuple[str, str, str]:
    rules = load_rules(path)
    meaning = f"{rules.combine.method} per {rules.per}, quorum {_needed(rules.quorum)}"
    return Kind.RULES, version_of(rules), meaning


def _needed(needed: Needed) -> str:
    return f"desk {needed.desk} + panel {needed.panel}"


def _sum(parts: tuple[Part, ...]) -> str:
    listed = " + ".join(f"{part.code} {plain_number(part.points)}" for part in parts)
    return f"{listed} = {plain_number(sum((part.points for part in parts), Decimal(0)))}"


_READ: dict[Kind, Callable[[Path], tuple[str, str, str]]] = {
    Kind.GROUP: _read_group,
    Kind.STANDARD: _read_standard,
    Kind.RULES: _read_rules,
    Kind.COMMON: _read_common,
}
