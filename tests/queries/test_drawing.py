"""What the organiser sees of a draw: who can take part, what is proposed, what is broken."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from judging.domain.drawing import Choices, DrawRules
from judging.domain.interests import JudgeProfile
from judging.domain.localities import Locality
from judging.domain.plan_checking import PlanRule
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed
from judging.persistence.accounts import AccountRow
from judging.persistence.database import db
from judging.persistence.panels import ServingRow
from judging.queries.drawing import Proposal, breaches, drawable, proposal
from judging.queries.hall import hall_panels, samples_of
from judging.services.declaring import describe_judge
from judging.services.drawing import keep_plan
from tests import story as told
from tests.queries.counting import statements
from tests.story import KAMPOT, NOON, Story

RULES = DrawRules(days=1, seats=Needed(desk=1, panel=3), experts_only=False)


def draw(story: Story, rules: DrawRules = RULES) -> Proposal:
    people = frozenset(judge.id for _, judge in drawable(story.round_id).scorers)
    return proposal(story.round_id, Choices(rules, people), 1)


def keep(story: Story) -> None:
    people = frozenset(judge.id for _, judge in drawable(story.round_id).scorers)
    shown = draw(story).digest
    keep_plan(story.organiser, story.round_id, Choices(RULES, people), seed=1, shown=shown, at=NOON)


def test_before_a_draw_days_quorum_and_everybody_are_known(app: Flask) -> None:
    story = told.begin(judges=2)
    found = drawable(story.round_id)
    info = story.competition
    assert timedelta(days=found.days - 1) == info.ends_on - info.starts_on
    assert found.quorum == Needed(desk=1, panel=3)
    scorers = {person.login: judge.scorer for person, judge in found.scorers}
    assert scorers == {"desk": Scorer.DESK, "judge1": Scorer.PANEL, "judge2": Scorer.PANEL}
    assert (found.drawn, found.formed, found.has_sheets) == ((), (), False)


def test_who_is_switched_off_or_reaches_elsewhere_is_not_drawn(app: Flask) -> None:
    story = told.begin(judges=4)
    off, elsewhere, *_ = story.judges
    db.session.get_one(AccountRow, off.id).is_active = False
    db.session.get_one(AccountRow, elsewhere.id).province = "KH-7"
    db.session.commit()
    logins = [person.login for person, _ in drawable(story.round_id).scorers]
    assert logins == ["desk", "judge3", "judge4"]


def test_expertise_and_province_come_from_the_profiles(app: Flask) -> None:
    story = told.begin(judges=2)
    profile = JudgeProfile(home=Locality(KAMPOT), expertise=frozenset({"FOOD"}))
    describe_judge(story.organiser, story.judges[0].id, profile, NOON)
    known = {judge.id: judge for _, judge in drawable(story.round_id).scorers}
    assert known[story.judges[0].id].expertise == {"FOOD"}
    assert known[story.judges[0].id].province == "KH-7"
    assert known[story.judges[1].id].expertise == frozenset()


def test_a_proposal_has_names_codes_and_loads(app: Flask) -> None:
    story = told.begin(judges=3)
    told.enter(story, 4)
    found = draw(story)
    assert sorted(found.codes.values()) == sorted(story.codes)
    assert found.loads == {
        Scorer.PANEL: {judge.id: 4 for judge in story.judges},
        Scorer.DESK: {story.desk.id: 4},
    }
    assert {person.login for person in found.people.values()} == {"desk", *logins(story)}
    assert found.broken == ()


def logins(story: Story) -> list[str]:
    return [judge.login for judge in story.judges]


def test_panels_that_were_changed_by_hand_are_looked_at_again(app: Flask) -> None:
    story = told.begin(judges=3)
    told.enter(story, 4)
    keep(story)
    assert breaches(story.round_id).broken == ()
    told.enter(story, 2)
    for serving in db.session.query(ServingRow):
        serving.day = 9
    db.session.commit()
    found = [(b.rule, b.panel, b.count) for b in breaches(story.round_id).broken]
    assert found == [
        (PlanRule.NO_SUCH_DAY, "FOOD 1", 9),
        (PlanRule.NO_SUCH_DAY, "FOOD desk 1", 9),
        (PlanRule.UNSERVED, "FOOD", 2),
        (PlanRule.UNSERVED, "FOOD", 2),
    ]


def test_a_round_that_is_not_there_is_said_so(app: Flask) -> None:
    with pytest.raises(NotThere):
        drawable(999)


QUESTIONS: dict[str, Callable[[Story], object]] = {
    "drawable": lambda s: drawable(s.round_id),
    "proposal": lambda s: draw(s),
    "breaches": lambda s: breaches(s.round_id),
    "panels in the hall": lambda s: hall_panels(s.round_id),
    "samples": lambda s: samples_of(s.round_id),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_of_everything_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    few = count_for(1, question)
    fresh_house()
    assert count_for(3, question) == few


def count_for(many: int, question: str) -> int:
    story = told.begin(judges=3 * many)
    for group in ("FOOD", "DRINK", "HERB")[:many]:
        told.enter(story, many, group)
    keep(story)
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        QUESTIONS[question](story)
    return len(sent)
