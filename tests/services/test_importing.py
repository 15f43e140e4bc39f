"""Importing a table: the dry run tells all, and exactly that is done, once."""

import json
from dataclasses import replace

from flask import Flask
from sqlalchemy import func, select

from judging.domain.producers import Producer, ProducerForm
from judging.domain.products import Product
from judging.domain.words import Words
from judging.persistence.audit import AuditRow
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.imports import ImportRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.queries.imports import names_of
from judging.services.importing import apply_import, order_import, tick_rows
from judging.services.registering import correct_producer, register_producer, register_product
from tests.registry_tables import GOOD, apply, bring, fates, file_of, give, other, run_of
from tests.story import KAMPOT, NOON, Story, enrol_everyone


def count(kind: type[Row]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def people() -> Story:
    return enrol_everyone(judges=1)


def test_a_dry_run_writes_nothing_into_the_registry(app: Flask) -> None:
    run = give(people().organiser, file_of(GOOD, other(2)))
    assert fates(run) == ["new", "new"]
    assert count(ProductRow) == count(ProducerRow) == 0


def test_an_import_writes_what_its_dry_run_showed(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD, other(2)))
    told = apply(organiser, run.about.id)
    assert told == {"new": 2, "changed": 0, "producers": 2}
    row = db.session.scalars(select(ProductRow).where(ProductRow.registration == "OVOP-1")).one()
    assert (row.name_km, row.province, row.gazetteer) == ("ម្រេចកំពត", "KH-7", "0702")
    assert row.producer.women_led is True
    assert row.producer.youth_led is None
    assert row.producer.contact_phone == "012 345 678"


def test_the_same_table_again_changes_nothing(app: Flask) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD, other(2)])
    lines = count(AuditRow)
    run = give(organiser, file_of(GOOD, other(2)))
    assert fates(run) == ["same", "same"]
    assert apply(organiser, run.about.id) == {"new": 0, "changed": 0, "producers": 0}
    acts = db.session.scalars(select(AuditRow.act).offset(lines).order_by(AuditRow.id)).all()
    assert acts == ["import.begun", "import.ordered", "registry.imported"]


def test_a_change_shows_what_was_and_what_will_be_and_blank_cells_clear_nothing(
    app: Flask,
) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD])
    changed = {**GOOD, "contact_phone": "099 000 111", "gazetteer": "", "women_led": ""}
    run = give(organiser, file_of(changed))
    assert fates(run) == ["changed"]
    (change,) = run.plan[0].changes
    assert (change.key, change.was, change.now) == ("contact_phone", "012 345 678", "099 000 111")
    apply(organiser, run.about.id)
    row = db.session.scalars(select(ProductRow)).one()
    assert (row.gazetteer, row.producer.women_led) == ("0702", True)
    assert row.producer.contact_phone == "099 000 111"


def test_without_a_number_a_row_is_known_by_the_look_of_its_names_and_province(
    app: Flask,
) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD])
    typed_otherwise = {**GOOD, "registration": "", "product_km": "ម្រេច កំពត\u200b"}
    run = give(organiser, file_of(typed_otherwise))
    assert [p.product_id for p in run.plan] == [db.session.scalar(select(ProductRow.id))]
    elsewhere = {**typed_otherwise, "province": "Kep", "gazetteer": ""}
    assert fates(give(organiser, file_of(elsewhere))) == ["new"]


def test_what_looks_like_another_waits_for_a_tick(app: Flask) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD])
    double = {**GOOD, "registration": "OVOP-9", "producer_km": "ក្រុម", "producer_en": "Group"}
    run = give(organiser, file_of(double, other(3)))
    assert fates(run) == ["duplicate", "new"]
    (mark,) = run.plan[0].alike
    (name, _producer) = names_of({mark})[mark]
    assert name.en == "Kampot pepper"
    tick_rows(organiser, run.about.id, shown=[2, 3], ticked=[2], at=NOON)
    assert run_of(run.about.id).ticked == {2}
    assert apply(organiser, run.about.id)["new"] == 2


def test_what_looks_like_another_and_is_not_ticked_stays_out(app: Flask) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD])
    double = {**GOOD, "registration": "OVOP-9", "producer_km": "ក្រុម", "producer_en": "Group"}
    run = give(organiser, file_of(double))
    assert apply(organiser, run.about.id)["new"] == 0
    assert count(ProductRow) == 1


def test_two_rows_of_one_file_that_look_alike_are_seen(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD, {**GOOD, "registration": "OVOP-2"}))
    assert fates(run) == ["new", "duplicate"]
    assert run.plan[1].alike == ["row:2"]


def test_a_registry_that_changed_meanwhile_gets_a_new_dry_run_and_nothing_is_written(
    app: Flask,
) -> None:
    story = people()
    bring(story.organiser, [GOOD])
    run = give(story.organiser, file_of({**GOOD, "contact_person": "Sok"}, other(2)))
    producer = db.session.scalars(select(ProducerRow)).one()
    contact = replace(producer.producer.contact, person="Dara")
    corrected = replace(producer.producer, contact=contact)
    correct_producer(story.organiser, producer.id, corrected, NOON)
    assert apply(story.organiser, run.about.id) == {"stale": True}
    assert count(ProductRow) == 1
    (change,) = run_of(run.about.id).plan[0].changes
    assert (change.was, change.now) == ("Dara", "Sok")
    assert apply(story.organiser, run.about.id)["changed"] == 1


def test_an_import_done_twice_is_done_once(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))
    apply(organiser, run.about.id)
    lines = count(AuditRow)
    again = apply_import(organiser, run.about.id, NOON, lambda _done, _total: None)
    assert again == {"again": True}
    row = db.session.get_one(ImportRow, run.about.id)
    assert row.file is None
    assert row.applied_at is not None
    assert count(AuditRow) == lines
    assert count(ProductRow) == 1


def test_the_audit_tells_each_thing_and_no_contact(app: Flask) -> None:
    organiser = people().organiser
    bring(organiser, [GOOD])
    lines = db.session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    acts = [line.act for line in lines if not line.act.startswith(("account", "house"))]
    assert acts == [
        "import.begun",
        "import.ordered",
        "producer.registered",
        "product.registered",
        "registry.imported",
    ]
    assert json.loads(lines[-1].detail)["new"] == 1
    assert len(json.loads(lines[-1].detail)["digest"]) == 64
    told = "".join(line.detail for line in lines)
    assert "012 345 678" not in told
    assert "pepper@example.org" not in told


def test_rows_of_one_producer_meet_and_must_not_contradict(app: Flask) -> None:
    organiser = people().organiser
    second = {**GOOD, "registration": "OVOP-2", "product_km": "អំបិល", "product_en": "Salt"}
    run = give(organiser, file_of(GOOD, second))
    assert fates(run) == ["new", "new"]
    apply(organiser, run.about.id)
    assert (count(ProducerRow), count(ProductRow)) == (1, 2)
    again = give(organiser, file_of({**GOOD, "contact_phone": "011 111 111"}, second))
    assert fates(again) == ["changed", "refused"]
    assert again.plan[1].faults[0].key == "contact_phone"


def test_a_product_is_not_given_to_another_producer_by_renaming(app: Flask) -> None:
    organiser = people().organiser
    second = {**GOOD, "registration": "OVOP-2", "product_km": "អំបិល", "product_en": "Salt"}
    bring(organiser, [GOOD, second])
    run = give(organiser, file_of({**GOOD, "producer_km": "ក្រុមថ្មី", "producer_en": "New"}))
    assert [fault.key for fault in run.plan[0].faults] == ["producer_km"]


def test_what_changes_while_the_rows_are_compared_is_seen_before_anything_is_written(
    app: Flask,
) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))
    order_import(organiser, run.about.id, NOON)

    def meanwhile(done: int, total: int) -> None:
        if count(ProducerRow) == 0:
            producer = Producer(Words("ក", "Somebody"), ProducerForm.GROUP)
            product = Product(Words("ខ", "Something"), KAMPOT)
            register_product(organiser, register_producer(organiser, producer, NOON), product, NOON)

    assert apply_import(organiser, run.about.id, NOON, meanwhile) == {"stale": True}
    assert count(ProductRow) == 1
    assert run_of(run.about.id).about.applied_at is None


def test_two_workers_at_once_write_it_once(app: Flask) -> None:
    organiser = people().organiser
    run = give(organiser, file_of(GOOD))

    def meanwhile(done: int, total: int) -> None:
        if count(ProductRow) == 0:
            apply(organiser, run.about.id)

    assert apply_import(organiser, run.about.id, NOON, meanwhile) == {"again": True}
    assert count(ProductRow) == 1
