"""What is planted counts for nothing, and tells organisers alone how steadily judges score."""

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.appeals import Ground
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.entries_now import entries_now
from judging.queries.appeals import last_day_of_appeals
from judging.queries.certificates import of_producer
from judging.queries.closing import before_closing
from judging.queries.competition_exports import entries_table, scores_table, standings_table
from judging.queries.competitions import competition
from judging.queries.counting import count_of
from judging.queries.entries import entries_of_producer
from judging.queries.hall import hall_panels, samples_of
from judging.queries.left_panels import left_panels
from judging.queries.panels import unserved
from judging.queries.past_entries import past_entries
from judging.queries.printing import sheets_to_print
from judging.queries.progress import below_quorum, progress_of
from judging.queries.repeats import calibrators, planted_in
from judging.queries.results import result_of
from judging.queries.standings import standings_of
from judging.queries.tablet_competition import tablet_competition
from judging.services.announcing import announce
from judging.services.appealing import Letter, bring_appeal
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import form_panel
from judging.services.reseating import take_off_panel
from judging.services.scoring import hand_in_sheet
from tests import planted, story as told
from tests.keyed import blind_panel
from tests.planted import calibration_of, make_all, planted_rows, repeat_of
from tests.queries.counting import statements
from tests.story import NOON, Story, best

LETTER = Letter("Sok", NOON)


@pytest.fixture
def story(app: Flask) -> Story:
    return planted.ready()


def give(story: Story, entry_id: int, judge: int, steps: int = 0) -> Decimal:
    """A whole sheet, so many criteria a step below the best; its total loses as many points."""
    plain = [one.code for one in story.rubric().criteria(Scorer.PANEL) if not one.gate]
    answers = best(story.rubric(), Scorer.PANEL, less=dict.fromkeys(plain[:steps], 1))
    hand_in_sheet(story.judges[judge], entry_id, answers, {}, NOON)
    whole = best(story.rubric(), Scorer.PANEL)
    return sum((whole[code] - answers[code] for code in whole), Decimal(0))


def score_planted(story: Story) -> None:
    for row in planted_rows(story):
        for judge in range(len(story.judges)):
            give(story, row.id, judge, steps=judge)


def test_a_planted_sample_has_no_place_in_the_standing_however_it_is_scored(story: Story) -> None:
    told.score_all(story)
    before = standings_of(story.round_id, "FOOD")
    score_planted(story)
    assert standings_of(story.round_id, "FOOD") == before
    assert {view.standing.entry for view in before} == set(story.codes)


def test_no_count_has_it(story: Story) -> None:
    count = count_of(story.round_id)
    assert (count.entered, count.not_yet, count.adds_up) == (7, 7, True)
    assert [one.code for one in entries_now(db.session(), story.round_id)] == sorted(story.codes)
    assert below_quorum(story.round_id)["FOOD"] == 7
    closing = before_closing(story.round_id)
    assert (len(closing.below_quorum), closing.blockers.unserved) == (7, 0)
    assert unserved(story.round_id).total() == 0
    assert [group.entries for group in competition(story.code).groups if group.entries] == [7]


def test_judges_have_to_score_it(story: Story) -> None:
    counts = {one.judge.login: one.count.wanted for one in progress_of(story.round_id).judges}
    assert counts == {"desk": 7} | {judge.login: 9 for judge in story.judges}


def test_who_leaves_a_panel_leaves_no_sheets_of_it_that_count(story: Story) -> None:
    score_planted(story)
    give(story, story.entry_ids[0], 0)
    panel = blind_panel(story)
    take_off_panel(story.organiser, panel, story.judges[0].id, NOON)
    assert [one.sheets for one in left_panels(story.round_id)[panel]] == [1]


def test_the_result_the_certificates_and_the_producer_know_nothing_of_it(story: Story) -> None:
    told.score_all(story)
    score_planted(story)
    twin = repeat_of(story)
    make_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    result = json.dumps(result_of(story.code), default=str)
    assert [row.code for row in planted_rows(story) if row.code in result] == []
    assert last_day_of_appeals(story.round_id) is not None
    for row in planted_rows(story):
        with pytest.raises(NotThere):
            bring_appeal(story.organiser, row.id, Ground.PROCEDURE, "why", NOON, LETTER)
    competing = set(story.entry_ids)
    assert {one.entry_id for one in entries_of_producer(story.producer.id)} == competing
    assert {one.entry_id for one in of_producer(story.producer.id, NOON.date())} <= competing
    assert len(past_entries([twin.product_id])[twin.product_id]) == 1


def plain_of(story: Story, judge: int = 0) -> dict[str, Any]:
    row = db.session.scalars(select(CompetitionRow)).one()
    return tablet_competition(story.judges[judge], row.id)


def test_nothing_on_a_tablet_tells_which_it_is(story: Story) -> None:
    plain = plain_of(story)
    codes = {row.code for row in planted_rows(story)}
    shapes = {
        entry["code"]: {key: entry[key] for key in entry if key not in ("code", "position")}
        for entry in plain["entries"]
    }
    assert codes < set(shapes)
    assert len({json.dumps(shape, sort_keys=True) for shape in shapes.values()}) == 1
    assert sorted(entry["position"] for entry in plain["entries"]) == list(range(1, 10))
    spelled = json.dumps({"entries": plain["entries"]}).lower()
    assert [word for word in ("repeat", "calibra", "purpose", "compet") if word in spelled] == []


def test_labels_flight_sheets_and_paper_have_it_like_any_other(story: Story) -> None:
    codes = {*story.codes, *(row.code for row in planted_rows(story))}
    assert {one.code for one in samples_of(story.round_id)} == codes
    [panel] = hall_panels(story.round_id)
    assert {*panel.flights[0].orders[0]} == codes
    printed = sheets_to_print(story.round_id, blind_panel(story))
    assert {one.sheet.mark.entry for one in printed} == codes


def test_exports_for_the_organiser_say_what_an_entry_is_for(story: Story) -> None:
    score_planted(story)
    info = story.competition
    twin, first = repeat_of(story).code, calibration_of(story).code
    for table in (entries_table(info), scores_table(info)):
        told_by_code = {row[0]: row[-1] for row in table.rows}
        assert "Blind repeat" in str(told_by_code[twin])
        assert "Calibration sample" in str(told_by_code[first])
    standings = {row[3] for row in standings_table(info).rows}
    assert standings == set(story.codes)


def test_each_judge_differs_by_the_repeat_less_the_original(story: Story) -> None:
    twin = repeat_of(story)
    original = twin.repeat_of_id or 0
    give(story, original, 0)
    one = give(story, twin.id, 0, steps=1)
    two = give(story, original, 1, steps=2)
    give(story, twin.id, 1)
    give(story, twin.id, 2)  # and not the original
    found = planted_in(story.round_id)
    assert [(view.judge.id, view.mean) for view in found.judges] == [
        (story.judges[1].id, Fraction(two)),
        (story.judges[0].id, Fraction(one)),
    ]
    assert [view.twice[0].scored.difference for view in found.judges] == [two, -one]
    assert found.mean == Fraction(one + two) / 2
    assert found.judges[0].twice[0].repeat == twin.code


def test_the_calibration_sample_is_measured_by_the_median(story: Story) -> None:
    first = calibration_of(story)
    lost = [give(story, first.id, judge, steps=judge) for judge in (0, 1, 3)]
    [sample] = planted_in(story.round_id).calibrations
    assert (sample.code, sample.without) == (first.code, ())
    above = {judge.id: by for judge, _, by in sample.judges}
    assert above == {
        story.judges[at].id: Fraction(lost[1] - points)
        for at, points in zip((0, 1, 3), lost, strict=True)
    }


def test_flights_without_a_repeat_say_why(app: Flask) -> None:
    story = planted.seated(entries=33, judges=1)
    withdraw_entry(story.organiser, story.entry_ids[0], "ill", NOON)
    assert planted.plant(story) == 1
    found = [(one.flight, one.is_short) for one in planted_in(story.round_id).unrepeated]
    assert found == [(2, False), (3, True)]


def test_panels_without_the_calibration_sample_are_named(app: Flask) -> None:
    story = planted.seated(judges=2)
    form_panel(
        story.organiser,
        story.round_id,
        name="Second",
        scorer=Scorer.PANEL,
        group="FOOD",
        judge_ids=[story.judges[0].id],
        chair_id=None,
        entry_ids=told.enter(story, 2),
        at=NOON,
    )
    planted.plant(story, planted.silk(story))
    [sample] = planted_in(story.round_id).calibrations
    assert sample.without == ("Second",)


def test_products_that_calibrate_are_not_in_the_round(app: Flask) -> None:
    story = planted.seated()
    product = planted.silk(story)
    offered = {number for some in calibrators(story.round_id).values() for number, _ in some}
    assert offered == {product}


def test_many_repeats_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None]
) -> None:
    def count(entries: int) -> tuple[int, int]:
        story = planted.ready(entries)
        for row in planted_rows(story):
            give(story, row.repeat_of_id or row.id, 0)
            give(story, row.id, 0)
        db.session.rollback()
        db.session.expunge_all()
        with statements() as sent:
            found = planted_in(story.round_id)
        return len(found.repeats), len(sent)

    few = count(7)
    fresh_house()
    many = count(14 + 7)
    assert (few[0], many[1]) == (1, few[1])
