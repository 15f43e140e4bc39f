"""Competitions: made once, judged by a frozen standard, opened and closed in order."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from judging.domain.refusal import NotThere, Refusal
from judging.domain.rules import Needed
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.queries.competitions import competitions, written_standard
from judging.services.competing import (
    close_judging,
    create_competition,
    open_judging,
    renew_standard,
    reopen_judging,
)
from judging.services.enrolling import create_account
from judging.services.founding import found
from judging.services.scoring import save_draft
from tests import story as told
from tests.story import NOON


def stricter() -> WrittenStandard:
    shipped = told.shipped()
    return replace(shipped, rules=replace(shipped.rules, quorum=Needed(desk=1, panel=5)))


def test_a_competition_ends_after_it_starts_and_has_its_own_code(app: Flask) -> None:
    story = told.begin(judges=0)
    with pytest.raises(Refusal, match="The code OVOP-2027 is taken"):
        told.make_competition(story, "OVOP-2027")
    with pytest.raises(Refusal, match="ends before it starts"):
        create_competition(
            story.organiser,
            code="OTHER",
            title=Words("ក", "A"),
            starts_on=date(2027, 4, 9),
            ends_on=date(2027, 4, 7),
            specimen=True,
            standard=told.shipped(),
            at=NOON,
        )
    assert [info.code for info in competitions()] == ["OVOP-2027"]


def test_the_standard_can_be_read_again_until_the_first_sheet(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    renew_standard(story.organiser, story.competition.id, stricter(), NOON)
    assert written_standard(story.code).rules.quorum.panel == 5
    save_draft(story.judges[0], story.entry_ids[0], {}, {}, NOON)
    with pytest.raises(Refusal, match="The rules are frozen"):
        renew_standard(story.organiser, story.competition.id, told.shipped(), NOON)
    assert written_standard(story.code).rules.quorum.panel == 5


def test_another_set_of_groups_needs_another_competition(app: Flask) -> None:
    story = told.begin(judges=0)
    fewer = replace(told.shipped(), rubrics=told.shipped().rubrics[:3])
    with pytest.raises(Refusal, match="The product groups differ"):
        renew_standard(story.organiser, story.competition.id, fewer, NOON)


def test_a_round_is_opened_closed_and_opened_again_for_a_reason(app: Flask) -> None:
    story = told.begin(judges=0)
    organiser, round_id = story.organiser, story.round_id
    with pytest.raises(Refusal, match="Judging has not opened yet"):
        close_judging(organiser, round_id, NOON)
    with pytest.raises(Refusal, match="Nothing is entered yet"):
        open_judging(organiser, round_id, NOON)
    told.enter(story, 1)
    open_judging(organiser, round_id, NOON)
    with pytest.raises(Refusal, match="Judging is open"):
        open_judging(organiser, round_id, NOON)
    close_judging(organiser, round_id, NOON)
    with pytest.raises(Refusal, match="Write why"):
        reopen_judging(organiser, round_id, " ", NOON, proposed_by=story.admin)
    assert story.competition.round_state == "closed"
    reopen_judging(organiser, round_id, "a sheet came late", NOON, proposed_by=story.admin)
    assert story.competition.round_state == "judging"
    with pytest.raises(NotThere):
        open_judging(organiser, 10**6, NOON)


def test_the_longest_login_and_code_fit_everywhere(app: Flask) -> None:
    story = told.enrol_everyone(judges=0)
    create_account(
        story.admin,
        login="j" * 40,
        password=told.PASSWORD,
        role=story.desk.role,
        name=Words("ក", "A"),
        at=NOON,
    )
    told.make_competition(story, "C" * 40)
    assert [info.code for info in competitions()] == ["C" * 40]


def test_the_first_administrator_gets_a_login_that_signs_in(app: Flask) -> None:
    with pytest.raises(Refusal, match="Latin letters"):
        found(login="អ្នកគ្រប់គ្រង", password=told.PASSWORD, name=Words("ក", "A"), at=NOON)
    person = found(login=" Admin ", password=told.PASSWORD, name=Words("ក", "A"), at=NOON)
    assert person.login == "admin"
    with pytest.raises(Refusal, match="There are accounts already"):
        found(login="second", password=told.PASSWORD, name=Words("ក", "A"), at=NOON)
