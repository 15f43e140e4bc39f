"""A granted appeal: counted again, as a newer version; the first stays as it is."""

import json

import pytest
from flask import Flask
from sqlalchemy import select, update

from judging.domain.appeals import Ground
from judging.domain.refusal import Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.producers import ProductRow
from judging.persistence.results import CertificateRow, ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.writing import writing
from judging.queries.appeals import (
    appeals_of_entry,
    counted_again,
    last_day_of_appeals,
    scorers_of,
)
from judging.queries.results import announced_results, entry_result, result_of
from judging.services.appealing import grant_appeal
from tests import story as told
from tests.appealed import DAY, bring, frozen, worsen_first
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.announced(entries=3)


def test_counted_again_without_a_difference_nothing_is_granted(story: told.Story) -> None:
    number, before = bring(story), frozen()
    assert counted_again(story.round_id) == []
    with pytest.raises(Refusal, match="Counted again, nothing changes"):
        grant_appeal(story.organiser, number, "Let us see.", NOON + DAY)
    assert appeals_of_entry(story.entry_ids[0])[0].outcome is None
    assert frozen() == before
    assert len(db.session.scalars(select(ResultRow)).all()) == 1


def test_a_granted_appeal_makes_version_2_and_touches_nothing_of_version_1(
    story: told.Story,
) -> None:
    before = frozen()
    first = result_of(story.code)
    assert first is not None
    number = bring(story)
    worsen_first(story)
    foreseen = counted_again(story.round_id)
    assert grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + DAY) == 2
    assert frozen() == before
    result = result_of(story.code)
    assert result is not None
    assert (result.version, result.announced_at) == (2, NOON + DAY)
    (renewal,) = result.renewals
    assert (renewal.because, list(renewal.changed)) == ("A sheet was read wrongly.", foreseen)
    assert {c.code for c in renewal.changed} == set(story.codes)
    new = entry_result(story.entry_ids[0])
    assert new is not None
    assert new.rank == 3
    row = db.session.scalars(select(ResultRow).where(ResultRow.version == 2)).one()
    assert json.loads(row.content)["instead"] == {
        "version": 1,
        "digest": first.digest,
        "because": "A sheet was read wrongly.",
    }
    assert counted_again(story.round_id) == []
    assert [one.announced_at for one in announced_results()] == [NOON + DAY]


def test_certificates_whose_facts_changed_are_revoked_and_issued_under_new_numbers(
    story: told.Story,
) -> None:
    old = {row.number: row.entry_id for row in db.session.scalars(select(CertificateRow))}
    number = bring(story)
    worsen_first(story)
    grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + DAY)
    first, second, third = story.entry_ids
    rows = db.session.scalars(select(CertificateRow)).all()
    revoked = {row.number for row in rows if row.revoked_because}
    # The second is champion now and its standard certificate is renewed with the champion's.
    assert revoked == {number for number, entry in old.items() if entry in (first, second)}
    assert {row.revoked_because for row in rows if row.number in revoked} == {
        "A sheet was read wrongly."
    }
    new = sorted((row.entry_id, row.design) for row in rows if row.number not in old)
    assert new == [(first, "standard"), (second, "champion"), (second, "standard")]
    assert [row.entry_id for row in rows if row.number in old and not row.revoked_because] == [
        third
    ]
    assert len({row.number for row in rows}) == len(old) + 3


def test_a_rank_alone_renews_no_certificate(story: told.Story) -> None:
    number = bring(story)
    worsen_first(story)
    grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + DAY)
    result = result_of(story.code)
    assert result is not None
    (third,) = [c for c in result.renewals[0].changed if c.code == story.codes[2]]
    assert (third.before.rank, third.after.rank, third.is_on_paper) == (3, 2, False)


def test_the_audit_tells_what_the_decision_did(story: told.Story) -> None:
    number = bring(story)
    worsen_first(story)
    grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + DAY)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "appeal.decided")).one()
    detail = json.loads(line.detail)
    assert (detail["outcome"], detail["version"]) == ("granted", 2)
    assert (detail["revoked"], detail["certificates"]) == (3, 3)
    assert detail["entries"] == sorted(story.codes)


def test_whose_product_it_is_stays_as_announced(story: told.Story) -> None:
    entry = entry_result(story.entry_ids[0])
    assert entry is not None
    number = bring(story)
    worsen_first(story)
    with writing() as session:
        session.execute(update(ProductRow).values(name_en="Renamed since"))
    grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + DAY)
    again = entry_result(story.entry_ids[0])
    assert again is not None
    assert again.identity == entry.identity


def test_procedure_leaves_out_the_sheets_of_those_who_should_not_have_scored(
    story: told.Story,
) -> None:
    entry = story.entry_ids[0]
    number = bring(story, Ground.PROCEDURE)
    with pytest.raises(Refusal, match="whose sheets do not count"):
        grant_appeal(story.organiser, number, "A cousin scored.", NOON + DAY)
    with pytest.raises(Refusal, match="whose sheets do not count"):
        grant_appeal(
            story.organiser, number, "A cousin scored.", NOON + DAY, without=[story.admin.id]
        )
    three = [judge.id for judge in story.judges[:3]]
    assert {judge.id for judge in scorers_of(entry)} >= set(three)
    sheets = db.session.scalars(select(SheetRow.answers).order_by(SheetRow.id)).all()
    assert grant_appeal(story.organiser, number, "Cousins.", NOON + DAY, without=three) == 2
    result = entry_result(entry)
    assert result is not None
    assert (result.state.value, result.rank) == ("below_quorum", None)
    assert db.session.scalars(select(SheetRow.answers).order_by(SheetRow.id)).all() == sheets


def test_whoever_lost_by_the_newer_version_has_as_many_days_again(story: told.Story) -> None:
    number = bring(story, at=NOON + 7 * DAY)
    worsen_first(story)
    grant_appeal(story.organiser, number, "A sheet was read wrongly.", NOON + 20 * DAY)
    last = last_day_of_appeals(story.round_id)
    assert last is not None
    assert last.isoformat() == "2027-05-04"
    assert bring(story, at=NOON + 27 * DAY)
