"""A trial is thrown away whole; a real competition, and what is not of the trial, stays."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from judging.domain.people import Role
from judging.domain.reach import Reach
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.persistence.accounts import AccountRow
from judging.persistence.audit import AuditRow
from judging.persistence.base import Row
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.hanging import STAYS, hanging_on
from judging.queries.competitions import competition
from judging.queries.hanging import what_hangs_on
from judging.services.enrolling import limit_account
from judging.services.throwing_away import REAL, throw_competition_away
from tests import country, story as told
from tests.hanging import announced_whole
from tests.story import NOON, Story

# The registry, people, devices and what is written down stay; everything else is of a competition.
OF_NO_COMPETITION = {
    "account",
    "audit_line",
    "gazetteer_place",
    "interest",
    "job",
    "job_worker",
    "judge_expertise",
    "judge_profile",
    "producer",
    "product",
    "product_finding",
    "product_paper",
    "registry_import",
    "tablet",
    "written",
}


@pytest.fixture
def story(app: Flask) -> Story:
    return announced_whole(told.begin(judges=3), tablet=1)


def make_real(story: Story) -> None:
    """No page does this."""
    of_story = CompetitionRow.code == story.code
    db.session.execute(update(CompetitionRow).where(of_story).values(specimen=False))
    db.session.commit()


def throw_away(story: Story, by: object = None, typed: str = "", why: str = "Practice.") -> None:
    number = story.competition.id
    throw_competition_away(by or story.organiser, number, typed or story.code, why, NOON)  # type: ignore[arg-type]


def rows(*, but: frozenset[str] = frozenset()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    db.session.rollback()
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in Row.metadata.sorted_tables
        if table.name not in but
    }


def counts(competition_id: int) -> dict[str, int]:
    """How many rows hang on the competition, table by table."""
    db.session.rollback()
    return {
        name: db.session.scalar(select(func.count()).select_from(table).where(condition)) or 0
        for name, (table, condition) in hanging_on(competition_id).items()
    }


def pointing_at(names: set[str]) -> Iterator[str]:
    """Tables that point at one of these, by any column."""
    for table in Row.metadata.sorted_tables:
        if any(key.column.table.name in names for key in table.foreign_keys):
            yield table.name


def test_every_table_is_thrown_away_or_stays_and_somebody_said_which(story: Story) -> None:
    hanging = set(hanging_on(story.competition.id))
    assert hanging | OF_NO_COMPETITION == {table.name for table in Row.metadata.sorted_tables}
    assert not hanging & OF_NO_COMPETITION


def test_whatever_points_at_what_is_thrown_away_is_thrown_away_but_people(story: Story) -> None:
    hanging = set(hanging_on(story.competition.id))
    assert {"competition", "round", "entry"} <= hanging
    assert set(pointing_at(hanging)) - hanging == STAYS == {"account"}


def test_no_row_of_a_trial_is_left_in_any_table(story: Story) -> None:
    number = story.competition.id
    before = counts(number)
    assert [name for name, count in before.items() if not count] == []
    throw_away(story)
    assert set(counts(number).values()) == {0}
    left = rows(but=frozenset(OF_NO_COMPETITION))
    assert {name: found for name, found in left.items() if found} == {}


def test_another_competition_and_the_registry_keep_every_row(story: Story) -> None:
    trial = announced_whole(told.next_edition(story), tablet=1)
    make_real(story)
    number = story.competition.id
    before, mine = rows(), counts(number)
    throw_away(trial)
    assert counts(number) == mine
    after = rows()
    assert {name: len(found) for name, found in after.items() if name in mine} == mine
    stays = OF_NO_COMPETITION - {"audit_line"}
    assert {name: after[name] for name in stays} == {name: before[name] for name in stays}


def test_the_audit_keeps_its_lines_and_one_about_it(story: Story) -> None:
    entries = what_hangs_on(story.competition.id).entries
    before = rows()["audit_line"]
    throw_away(story, typed=" ovop-2027 ")
    after = rows()["audit_line"]
    assert set(after) > set(before)
    assert len(after) == len(before) + 1
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one()
    assert (line.act, line.on) == ("competition.thrown_away", "competition:OVOP-2027")
    detail = json.loads(line.detail)
    assert (detail["reason"], detail["entries"]) == ("Practice.", entries)


def test_a_real_competition_is_refused(story: Story) -> None:
    make_real(story)
    before = rows()
    with pytest.raises(Refusal) as refused:
        throw_away(story)
    assert refused.value.sentence == REAL
    assert rows() == before


@pytest.mark.parametrize(("typed", "why"), [("OVOP-2028", "Practice."), ("OVOP-2027", " ")])
def test_the_code_is_typed_and_the_reason_written(story: Story, typed: str, why: str) -> None:
    before = rows()
    with pytest.raises(Refusal):
        throw_away(story, typed=typed, why=why)
    assert rows() == before


def test_only_staff_of_the_whole_country_throws_away(story: Story) -> None:
    limited = country.limited(story, "kampot", Reach("KH-7"))
    before = rows()
    for person in (limited, story.desk, story.judges[0], story.producer):
        with pytest.raises(NotAllowed):
            throw_away(story, by=person)
    assert rows() == before


def test_an_organiser_of_the_trial_alone_does_not_come_to_reach_everything(story: Story) -> None:
    number = story.competition.id
    limited = country.limited(story, "trial", Reach(competition_id=number))
    with pytest.raises(Refusal, match="Organisers who reach this competition alone: 1"):
        throw_away(story)
    limit_account(story.admin, limited.id, Reach("KH-7"), NOON)
    throw_away(story)


def test_a_judge_of_the_trial_stays_and_is_of_no_competition(story: Story) -> None:
    reach = Reach(competition_id=story.competition.id)
    judge = country.limited(story, "trial-judge", reach, Role.JUDGE)
    throw_away(story)
    kept = db.session.get_one(AccountRow, judge.id)
    assert (kept.is_active, kept.competition_id) == (True, None)


def test_its_code_can_be_used_again_and_it_is_not_thrown_away_twice(story: Story) -> None:
    number = story.competition.id
    throw_away(story)
    with pytest.raises(NotThere):
        competition(story.code)
    with pytest.raises(NotThere):
        throw_competition_away(story.organiser, number, story.code, "Twice.", NOON)
    told.make_competition(story, story.code)
    assert what_hangs_on(story.competition.id).entries == 0
