"""Profiles and interests: who may write them, what is refused, what the audit keeps."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from judging.domain.interests import Interest, InterestKind
from judging.domain.localities import Locality
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.words import Language, Words
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.interests import InterestRow
from judging.queries.interests import judge, judges
from judging.queries.producers import producers
from judging.services.declaring import declare_interest, describe_judge, take_back_interest
from tests import story as told
from tests.judges import NEIGHBOUR, TAKEO, declare, describe
from tests.story import KAMPOT, NOON

OWN = Interest(InterestKind.OWN, "It is mine.")


@pytest.fixture
def story(app: Flask) -> told.Story:
    story = told.begin(judges=2)
    told.enter(story, 1)
    return story


def lines(act: str) -> list[AuditRow]:
    return list(db.session.scalars(select(AuditRow).where(AuditRow.act == act)))


def producer_id() -> int:
    return producers()[0].producer_id


def test_a_judge_is_described_and_described_anew(story: told.Story) -> None:
    describe(story)
    number = story.judges[0].id
    assert judge(number).profile == NEIGHBOUR
    moved = replace(
        NEIGHBOUR,
        home=Locality(TAKEO, "21"),
        languages=frozenset({Language.KM}),
        expertise=frozenset({"FOOD", "HERB"}),
    )
    describe(story, profile=moved)
    assert judge(number).profile == moved
    describe(story, profile=replace(moved, expertise=frozenset()))
    assert judge(number).profile == replace(moved, expertise=frozenset())


def test_the_audit_keeps_the_profile_before_and_after_without_the_telephone(
    story: told.Story,
) -> None:
    describe(story)
    describe(story, profile=replace(NEIGHBOUR, expertise=frozenset({"TEXT"})))
    first, second = lines("judge.described")
    assert first.on == second.on == "account:judge1"
    detail = json.loads(second.detail)
    assert (detail["was"]["expertise"], detail["is"]["expertise"]) == (["FOOD"], ["TEXT"])
    assert "345 678" not in first.detail + second.detail


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"phone": "none"}, "A telephone number is written with figures"),
        ({"home": Locality(KAMPOT, "21")}, "The gazetteer number"),
        ({"enterprise": Words("鳳", "x")}, "cannot be printed"),
    ],
)
def test_what_no_profile_can_say_is_refused(
    story: told.Story, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        describe(story, profile=replace(NEIGHBOUR, **wrong))
    assert judge(story.judges[0].id).profile is None
    assert lines("judge.described") == []


def test_only_those_who_score_have_a_profile_or_interests(story: told.Story) -> None:
    with pytest.raises(Refusal, match="Only judges and desk officers"):
        describe_judge(story.organiser, story.producer.id, NEIGHBOUR, NOON)
    own = replace(OWN, producer_id=producer_id())
    with pytest.raises(Refusal, match="Only judges and desk officers"):
        declare_interest(story.organiser, story.organiser.id, own, NOON)
    describe_judge(story.organiser, story.desk.id, NEIGHBOUR, NOON)
    assert [one.judge.login for one in judges() if one.profile] == ["desk"]


def test_judges_do_not_describe_themselves(story: told.Story) -> None:
    with pytest.raises(NotAllowed):
        describe_judge(story.judges[0], story.judges[0].id, NEIGHBOUR, NOON)


def test_a_judge_declares_for_oneself_only(story: told.Story) -> None:
    first, second = story.judges
    with pytest.raises(NotAllowed):
        declare_interest(first, second.id, replace(OWN, producer_id=producer_id()), NOON)
    declare_interest(first, first.id, replace(OWN, producer_id=producer_id()), NOON)
    assert [len(one.interests) for one in judges()] == [1, 0, 0]
    with pytest.raises(NotAllowed):
        take_back_interest(first, judges()[0].interests[0].interest_id, "I sold it.", NOON)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": " ", "place": Locality(TAKEO)}, "Write what this tie is"),
        ({}, "Choose one producer, one product or one place"),
        ({"producer_id": 1, "place": Locality(TAKEO)}, "Choose one producer"),
        ({"place": Locality(TAKEO, "07")}, "The gazetteer number"),
    ],
)
def test_what_no_interest_can_be_is_refused(
    story: told.Story, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        declare_interest(story.organiser, story.judges[0].id, replace(OWN, **wrong), NOON)
    assert judges()[0].interests == ()
    assert lines("interest.declared") == []


def test_an_interest_in_what_is_not_there_is_refused(story: told.Story) -> None:
    for subject in ({"producer_id": 10**6}, {"product_id": 10**6}):
        with pytest.raises(NotThere):
            declare(story, **subject)


def test_one_interest_is_declared_once_until_it_is_taken_back(story: told.Story) -> None:
    interest_id = declare(story, producer_id=producer_id())
    with pytest.raises(Refusal, match="declared already"):
        declare(story, producer_id=producer_id())
    declare(story, place=Locality(TAKEO))
    take_back_interest(story.organiser, interest_id, "The shop is sold.", NOON)
    declare(story, producer_id=producer_id())
    assert len(judge(story.judges[0].id).standing) == 2


def test_what_is_taken_back_is_kept_with_its_reason(story: told.Story) -> None:
    interest_id = declare(story)
    with pytest.raises(Refusal, match="Write why"):
        take_back_interest(story.organiser, interest_id, " ", NOON)
    take_back_interest(story.organiser, interest_id, "The shop is sold.", NOON)
    with pytest.raises(Refusal, match="taken back already"):
        take_back_interest(story.organiser, interest_id, "Again.", NOON)
    known = judge(story.judges[0].id)
    (view,) = known.interests
    assert (view.stands, view.ended_at, view.ended_because) == (False, NOON, "The shop is sold.")
    assert known.standing == ()
    (line,) = lines("interest.taken_back")
    assert json.loads(line.detail)["reason"] == "The shop is sold."


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"province": None}, "in_one_thing"),
        ({"kind": "friend"}, "kind_known"),
        ({"reason": ""}, "has_a_reason"),
        ({"ended_because": "The shop is sold."}, "ended_for_a_reason"),
        ({"gazetteer": "7"}, "gazetteer_of_a_level"),
    ],
)
def test_the_database_keeps_no_impossible_interest(
    story: told.Story, wrong: dict[str, object], constraint: str
) -> None:
    row = db.session.get(InterestRow, declare(story))
    assert row is not None
    for column, value in wrong.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError, match=constraint):
        db.session.flush()
    db.session.rollback()
