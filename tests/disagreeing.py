"""A competition whose judges disagree, for tests of moderation."""

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.services.scoring import hand_in_sheet
from tests import story as told

# Steps down on so many criteria: a sheet far from the best one.
FAR = 6


def far_less(story: told.Story, steps: int = 1) -> dict[str, int]:
    """Criteria on which a judge goes down, so that the total is far from the best."""
    panel = [c.code for c in story.rubric().criteria(Scorer.PANEL) if not c.gate]
    return dict.fromkeys(panel[:FAR], steps)


def disagreeing(entries: int = 1, judges: int = 4, disagree: int = 1) -> told.Story:
    """All is handed in; on the first entries the last judge is far below the others."""
    story = told.ready_to_judge(entries=entries, judges=judges)
    for number, entry_id in enumerate(story.entry_ids):
        for judge in [story.desk, *story.judges]:
            is_far = number < disagree and judge == story.judges[-1]
            told.score(story, entry_id, judge, less=far_less(story) if is_far else None)
    return story


def look_again(
    story: told.Story,
    entry_id: int,
    judge: Person,
    *,
    number: int = 1,
    less: dict[str, int] | None = None,
) -> int:
    """The judge hands in again because of the asking; the version."""
    answers = told.best(story.rubric(), Scorer.PANEL, less=less)
    return hand_in_sheet(judge, entry_id, answers, {}, told.NOON, looks_again=number)
