"""Nobody is newly seated with an entry they are in conflict with; what is there is never lost."""

from dataclasses import replace

import pytest
from flask import Flask

from judging.domain.conflicts import ConflictKind
from judging.domain.localities import Locality
from judging.domain.producers import Contact
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer
from judging.domain.rules import Conflicts
from judging.domain.words import Words
from judging.queries.conflicts import seat_conflicts
from judging.queries.entries import entry
from judging.queries.panels import panels_of
from judging.queries.producers import producer, producers
from judging.queries.standings import standings_of
from judging.services.competing import open_judging, renew_standard
from judging.services.declaring import take_back_interest
from judging.services.leaving import withdraw_entry
from judging.services.planning import change_panel, form_panel, recuse
from judging.services.registering import correct_producer
from tests import story as told
from tests.judges import NEIGHBOUR, TAKEO, declare, describe
from tests.story import KAMPOT, NOON, shipped

ELSEWHERE = replace(NEIGHBOUR, home=Locality(TAKEO))


@pytest.fixture
def story(app: Flask) -> told.Story:
    """Two products of one commune, each with its producer, and two judges."""
    story = told.begin(judges=2)
    told.enter(story, 2)
    return story


def form(story: told.Story, **changed: object) -> int:
    wanted = {
        "name": "FOOD one",
        "scorer": Scorer.PANEL,
        "group": "FOOD",
        "judge_ids": [judge.id for judge in story.judges],
        "chair_id": None,
        "entry_ids": story.entry_ids,
    }
    return form_panel(story.organiser, story.round_id, at=NOON, **(wanted | changed))


def recuse_from(story: told.Story, *entry_ids: int, number: int = 0) -> None:
    judge_id = story.judges[number].id
    for entry_id in entry_ids:
        recuse(story.organiser, judge_id=judge_id, entry_id=entry_id, reason="a tie", at=NOON)


def standing(story: told.Story) -> list[tuple[str, str, list[ConflictKind]]]:
    """Who, which entry and why, of every conflict that stands on the panels."""
    return [
        (seat.judge.login, one.code, [conflict.kind for conflict in one.conflicts])
        for seat in seat_conflicts(story.round_id, panels_of(story.round_id))
        for one in seat.entries
    ]


def producer_of(story: told.Story, place: int) -> int:
    name = entry(story.entry_ids[place]).producer
    return next(one.producer_id for one in producers() if one.name == name)


def works_there(story: told.Story) -> None:
    name = Words("ផ្សេង", "PRODUCER 1")
    describe(story, profile=replace(ELSEWHERE, enterprise=name))


def has_the_phone(story: told.Story) -> None:
    number = producer_of(story, 0)
    known = replace(producer(number).producer, contact=Contact(phone="+855 12 345 678"))
    correct_producer(story.organiser, number, known, NOON)
    describe(story, profile=ELSEWHERE)


def is_a_client(story: told.Story) -> None:
    declare(story, producer_id=producer_of(story, 0))


@pytest.mark.parametrize(
    ("tie", "sentence"),
    [
        (works_there, "works at the enterprise that made entry {code};"),
        (has_the_phone, "has the telephone number of the producer of entry {code};"),
        (is_a_client, r"in entry {code} is declared \(We buy there\.\);"),
    ],
)
def test_a_panel_with_a_judge_in_conflict_is_refused_until_the_judge_is_recused(
    story: told.Story, tie: object, sentence: str
) -> None:
    tie(story)
    with pytest.raises(Refusal, match="Name of judge1.*" + sentence.format(code=story.codes[0])):
        form(story)
    assert panels_of(story.round_id) == []
    recuse_from(story, story.entry_ids[1])
    with pytest.raises(Refusal):
        form(story)
    recuse_from(story, story.entry_ids[0])
    form(story)
    assert standing(story) == []


def test_a_neighbour_is_refused_as_the_rule_says(story: told.Story) -> None:
    describe(story)
    with pytest.raises(Refusal, match=r"Name of judge1.* lives in the commune"):
        form(story)
    elsewhere = Locality(replace(KAMPOT, commune=Words("កូនសត្វ", "Koun Satv")))
    describe(story, profile=replace(NEIGHBOUR, home=elsewhere))
    form(story)


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        (Conflicts(), None),
        (Conflicts(same_commune=True), "lives in the commune"),
        (Conflicts(same_district=True), "lives in the district"),
    ],
)
def test_the_competitions_own_rules_hold(
    story: told.Story, rule: Conflicts, refused: str | None
) -> None:
    rules = replace(shipped().rules, conflicts=rule)
    renew_standard(story.organiser, story.competition.id, replace(shipped(), rules=rules), NOON)
    describe(story)
    if refused is None:
        form(story)
        return
    with pytest.raises(Refusal, match=refused):
        form(story)


def test_a_change_that_seats_a_judge_in_conflict_is_refused_and_leaves_the_panel(
    story: told.Story,
) -> None:
    describe(story)
    panel_id = form(story, judge_ids=[story.judges[1].id])
    everybody = [judge.id for judge in story.judges]
    with pytest.raises(Refusal, match="lives in the commune"):
        change_panel(
            story.organiser,
            panel_id,
            judge_ids=everybody,
            chair_id=None,
            entry_ids=story.entry_ids,
            at=NOON,
        )
    (panel,) = panels_of(story.round_id)
    assert [judge.login for judge in panel.judges] == ["judge2"]


def test_a_desk_team_is_refused_as_a_panel_is(story: told.Story) -> None:
    number = producer_of(story, 0)
    known = replace(producer(number).producer, contact=Contact(phone="012 345 678"))
    correct_producer(story.organiser, number, known, NOON)
    story.judges[0] = story.desk
    describe(story, profile=ELSEWHERE)
    with pytest.raises(Refusal, match="telephone number"):
        form(story, scorer=Scorer.DESK, judge_ids=[story.desk.id])


def test_what_comes_after_the_panel_changes_nothing_and_is_listed(story: told.Story) -> None:
    panel_id = form(story)
    describe(story)
    interest_id = declare(story, 1, producer_id=producer_of(story, 0))
    first, second = story.codes
    commune = [ConflictKind.SAME_COMMUNE]
    assert standing(story) == [
        ("judge1", first, commune),
        ("judge1", second, commune),
        ("judge2", first, [ConflictKind.DECLARED]),
    ]
    assert [len(panel.judges) for panel in panels_of(story.round_id)] == [2]
    recuse_from(story, story.entry_ids[0])
    take_back_interest(story.organiser, interest_id, "It was sold.", NOON)
    assert standing(story) == [("judge1", second, commune)]
    withdraw_entry(story.organiser, story.entry_ids[1], "It broke.", NOON)
    assert standing(story) == []
    change_panel(
        story.organiser,
        panel_id,
        judge_ids=[judge.id for judge in story.judges],
        chair_id=None,
        entry_ids=story.entry_ids,
        at=NOON,
    )


def test_a_sheet_in_conflict_is_taken_and_counts_until_somebody_is_recused(
    app: Flask,
) -> None:
    story = told.ready_to_judge(entries=1, judges=3)
    describe(story)
    for judge in [story.desk, *story.judges]:
        told.score(story, story.entry_ids[0], judge)
    assert len(standing(story)) == 1
    assert counted(story) == 3
    recuse_from(story, story.entry_ids[0])
    assert counted(story) == 2


def counted(story: told.Story) -> int:
    """How many sheets of the panel count for the first entry."""
    (view,) = standings_of(story.round_id, "FOOD")
    tally = view.standing.tally
    assert tally is not None
    return len(tally.panel_totals)


def test_opening_judging_asks_nothing_of_conflicts(story: told.Story) -> None:
    form(story)
    describe(story)
    open_judging(story.organiser, story.round_id, NOON)
    assert len(standing(story)) == 2
