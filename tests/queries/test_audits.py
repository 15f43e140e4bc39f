"""The audit is searched by person, act, thing and day, in as many statements for all sizes."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from judging.domain.rounds import RoundKind
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.queries.audits import WantedLines, every_line, lines
from judging.services.leaving import withdraw_entry
from tests import story as told
from tests.queries.counting import statements
from tests.story import NOON, Story


@pytest.fixture
def story(app: Flask) -> Story:
    """A competition with three entries, one of them withdrawn."""
    story = told.begin(judges=1)
    told.enter(story, 3)
    withdraw_entry(story.organiser, story.entry_ids[0], "broken", NOON)
    return story


def acts(**wanted: object) -> list[tuple[str, str]]:
    found = lines(500, wanted=WantedLines(**wanted))  # type: ignore[arg-type]
    return [(line.act, line.on) for line in found]


def test_by_person(story: Story) -> None:
    assert {act for act, _ in acts(login="Admin")} == {"house.founded", "account.created"}
    assert acts(login="nobody") == []


def test_by_act_and_by_kind_of_thing(story: Story) -> None:
    assert len(acts(act="entry.entered")) == 3
    assert {on.partition(":")[0] for _, on in acts(kind="account")} == {"account"}
    assert len(acts(kind="entry")) == 7
    assert acts(kind="entry", act="entry.withdrawn") == [
        ("entry.withdrawn", f"entry:OVOP-2027/{story.codes[0]}")
    ]


def test_an_entry_is_found_by_its_code_with_or_without_the_round(story: Story) -> None:
    code = story.codes[0]
    wanted = ["entry.withdrawn", "papers.recorded", "entry.entered"]
    assert [act for act, _ in acts(kind="entry", name=code)] == wanted
    assert [act for act, _ in acts(kind="entry", name=f"OVOP-2027/{code}")] == wanted
    assert acts(kind="entry", name=f"OVOP-2028/{code}") == []


def test_the_same_code_in_another_round_is_another_entry(story: Story) -> None:
    code = story.codes[0]
    old = db.session.get_one(EntryRow, story.entry_ids[0])
    province = RoundRow(
        competition_id=old.round.competition_id, kind=RoundKind.PROVINCIAL.value, province="KH-7"
    )
    db.session.add(
        EntryRow(round=province, product_id=old.product_id, group_id=old.group_id, code=code)
    )
    db.session.add(
        AuditRow(at=NOON, act="papers.recorded", on=f"entry:OVOP-2027.KH-7/{code}", detail="{}")
    )
    db.session.commit()
    assert len(acts(kind="entry", name=f"OVOP-2027/{code}")) == 3
    assert len(acts(kind="entry", name=f"OVOP-2027.KH-7/{code}")) == 1
    assert len(acts(kind="entry", name=code)) == 4


def test_a_line_from_before_rounds_were_named_is_still_found(story: Story) -> None:
    code = story.codes[0]
    db.session.add(AuditRow(at=NOON, act="sheet.drafted", on=f"entry:{code}", detail="{}"))
    db.session.commit()
    for name in (code, f"OVOP-2027/{code}"):
        assert acts(kind="entry", name=name)[0] == ("sheet.drafted", f"entry:{code}")


def test_a_round_is_shown_with_its_entries(story: Story) -> None:
    assert len(acts(kind="round", name="OVOP-2027")) == 7
    assert acts(kind="round", name="OVOP-202") == []
    # A sign of searching is no sign here.
    assert acts(kind="round", name="OVOP%") == []


def test_a_day_is_one_of_cambodia(story: Story) -> None:
    for hour in (16, 17):  # one minute before and at midnight of Phnom Penh
        at = datetime(2027, 4, 9, hour, 59 if hour == 16 else 0, tzinfo=UTC)
        db.session.add(AuditRow(at=at, act="sheet.drafted", on="entry:1", detail="{}"))
    db.session.commit()
    assert len(acts(day=date(2027, 4, 9))) == 1
    assert len(acts(day=date(2027, 4, 10))) == 1
    assert acts(day=date(2027, 4, 11)) == []


def test_the_file_has_every_line_the_oldest_first(story: Story) -> None:
    wanted = WantedLines(kind="entry")
    shown = lines(500, wanted=wanted)
    assert [line.id for line in every_line(wanted=wanted)] == sorted(line.id for line in shown)


def test_as_many_statements_for_all_sizes(story: Story) -> None:
    wanted = WantedLines(login="organiser", kind="entry", name=story.codes[0])

    def count() -> int:
        db.session.rollback()
        db.session.expunge_all()
        with statements() as sent:
            assert lines(500, wanted=wanted)
            assert list(every_line(wanted=wanted))
        return len(sent)

    few = count()
    told.enter(story, 3)
    for number in range(3):
        line = AuditRow(
            at=NOON,
            by_id=story.organiser.id,
            act="papers.recorded",
            on=f"entry:OVOP-2027/{story.codes[0]}",
            detail=f'{{"number": {number}}}',
        )
        db.session.add(line)
    db.session.commit()
    assert few <= 3
    assert count() == few
