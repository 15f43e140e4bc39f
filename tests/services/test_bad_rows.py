"""Every kind of bad row is refused at its row and column, and nothing of it is kept."""

from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import Refusal
from judging.domain.registry_plan import Fate, Planned
from judging.domain.registry_table import Fault
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow, ProductRow
from tests.registry_tables import GOOD, apply, bring, file_of, give, other
from tests.services.bad_rows import AMONG_OTHERS, BAD_ROWS, IN_THE_REGISTRY
from tests.story import enrol_everyone


def said(fault: Fault) -> str:
    return str(Refusal(fault.sentence, **fault.facts))


def assert_refused(planned: Planned, column: str, sentence: str) -> None:
    assert planned.fate is Fate.REFUSED, (column, planned)
    assert planned.changes == []
    (fault,) = planned.faults
    assert fault.key == column
    assert sentence in said(fault)


def products() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(select(ProductRow.name_en)))


def test_there_are_fifty_kinds_of_bad_rows() -> None:
    assert len(set(BAD_ROWS)) >= 50


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_each_bad_row_is_refused_at_its_column_and_the_good_ones_come_in(
    app: Flask, kind: str
) -> None:
    organiser = enrol_everyone(judges=1).organiser
    rows = [
        other(number, **{column: text}) for number, (column, text, _) in enumerate(BAD_ROWS, 100)
    ]
    good = [other(1), other(2)]
    run = give(organiser, file_of(good[0], *rows, good[1], kind=kind))
    assert [p.fate for p in (run.plan[0], run.plan[-1])] == [Fate.NEW, Fate.NEW]
    for planned, (column, _, sentence) in zip(run.plan[1:-1], BAD_ROWS, strict=True):
        assert_refused(planned, column, sentence)
    assert apply(organiser, run.about.id)["new"] == 2
    assert products() == {"Thing 1", "Thing 2"}
    assert len(db.session.scalars(select(ProducerRow)).all()) == 2


@pytest.mark.parametrize(("column", "cells", "sentence"), AMONG_OTHERS)
def test_a_row_that_contradicts_another_is_refused(
    app: Flask, column: str, cells: Mapping[str, str], sentence: str
) -> None:
    organiser = enrol_everyone(judges=1).organiser
    second = {**GOOD, "registration": "OVOP-2", "product_km": "អំបិល", "product_en": "Salt"}
    run = give(organiser, file_of(GOOD, {**second, **cells}))
    assert_refused(run.plan[1], column, sentence)


@pytest.mark.parametrize(("column", "cells", "sentence"), IN_THE_REGISTRY)
def test_a_row_that_does_not_fit_the_registry_is_refused(
    app: Flask, column: str, cells: Mapping[str, str], sentence: str
) -> None:
    organiser = enrol_everyone(judges=1).organiser
    second = {**GOOD, "registration": "OVOP-2", "product_km": "អំបិល", "product_en": "Salt"}
    bring(organiser, [GOOD, second])
    rows = [{**GOOD, **cells}] if cells else [GOOD, GOOD]
    assert_refused(give(organiser, file_of(*rows)).plan[-1], column, sentence)


def test_what_looks_like_several_products_needs_a_number(app: Flask) -> None:
    organiser = enrol_everyone(judges=1).organiser
    bring(organiser, [GOOD])
    with app.app_context():
        first = db.session.scalars(select(ProductRow)).one()
        db.session.add(
            ProductRow(
                producer_id=first.producer_id,
                name_km=first.name_km,
                name_en=first.name_en,
                province=first.province,
            )
        )
        db.session.commit()
    run = give(organiser, file_of({**GOOD, "registration": ""}))
    assert_refused(run.plan[0], "registration", "2 products of the registry look like this one")
