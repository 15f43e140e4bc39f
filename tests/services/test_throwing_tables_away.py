"""A table that is not wanted is forgotten: whole, once, and never while somebody works on it."""

import json
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.imports import ImportRow
from judging.persistence.producers import ProductRow
from judging.queries.imports import ended_imports, kept_imports
from judging.queries.jobs import newest_job
from judging.services.importing import (
    APPLYING,
    BUSY,
    DONE,
    THROWN_AWAY,
    apply_import,
    order_import,
    plan_import,
    throw_import_away,
)
from judging.services.running_jobs import Do, run_job
from tests.registry_tables import GOOD, apply, file_of, give, other, run_of
from tests.services.test_importing import count, people
from tests.story import NOON


def thrown_away(import_id: int) -> bool:
    db.session.rollback()
    row = db.session.get_one(ImportRow, import_id)
    return row.is_thrown_away and row.file is row.plan is None


def test_what_is_thrown_away_leaves_its_name_and_one_line(app: Flask) -> None:
    organiser = people().organiser
    run, other_run = give(organiser, file_of(GOOD)), give(organiser, file_of(other(2)))
    lines = count(AuditRow)
    throw_import_away(organiser, run.about.id, NOON)
    assert thrown_away(run.about.id)
    assert [one.id for one in kept_imports()] == [other_run.about.id]
    assert [(one.id, one.is_thrown_away) for one in ended_imports()] == [(run.about.id, True)]
    line = db.session.scalars(select(AuditRow).offset(lines)).one()
    assert (line.act, line.on) == ("import.thrown_away", f"import:{run.about.id}")
    assert json.loads(line.detail) == {"digest": run.about.digest}


def test_what_was_thrown_away_is_not_brought_in(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))
    throw_import_away(organiser, run.about.id, NOON)
    for act in (order_import, throw_import_away):
        with pytest.raises(Refusal) as refused:
            act(organiser, run.about.id, NOON)
        assert refused.value.sentence == THROWN_AWAY
    with pytest.raises(Refusal) as refused:
        apply_import(organiser, run.about.id, NOON, lambda _done, _total: None)
    assert refused.value.sentence == THROWN_AWAY
    assert count(ProductRow) == 0


def test_what_is_in_the_registry_is_not_thrown_away(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))
    apply(organiser, run.about.id)
    with pytest.raises(Refusal) as refused:
        throw_import_away(organiser, run.about.id, NOON)
    assert refused.value.sentence == DONE
    assert run_of(run.about.id).plan != []


def test_what_a_job_waits_for_is_not_thrown_away(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))
    order_import(organiser, run.about.id, NOON)
    with pytest.raises(Refusal) as refused:
        throw_import_away(organiser, run.about.id, NOON)
    assert refused.value.sentence == BUSY
    assert not thrown_away(run.about.id)
    run_job(newest_job(run.about.id, APPLYING).id, "worker")
    assert count(ProductRow) == 1


@pytest.mark.parametrize("job", [plan_import, apply_import])
def test_a_worker_that_was_thought_dead_brings_nothing_thrown_away_back(
    app: Flask, job: Do
) -> None:
    organiser = people().organiser
    import_id = give(organiser, file_of(GOOD)).about.id

    def meanwhile(_done: int, _total: int) -> None:
        if not thrown_away(import_id):
            throw_import_away(organiser, import_id, NOON)

    with suppress(Refusal):
        job(organiser, import_id, NOON, meanwhile)
    assert thrown_away(import_id)
    assert count(ProductRow) == 0
