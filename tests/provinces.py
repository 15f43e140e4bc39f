"""Stories of provincial rounds: products, panels and judges of one province."""

from dataclasses import replace

from judging.domain.rounds import round_code
from judging.services.announcing import announce
from judging.services.competing import add_rounds, close_judging, open_judging
from tests import story as told

KAMPOT, KANDAL = "KH-7", "KH-8"


def in_province(
    story: told.Story, province: str = KAMPOT, leading_products: int = 10
) -> told.Story:
    """The story told on in a new round of the province."""
    national = story.competition
    add_rounds(story.organiser, national.id, [province], told.NOON, leading_products)
    code = round_code(national.competition_code, province)
    return replace(story, code=code, entry_ids=[])


def judged(entries: int = 3, leading_products: int = 10) -> told.Story:
    """A provincial round whose entries are all scored, each weaker than the one before."""
    story = in_province(told.begin(judges=3), leading_products=leading_products)
    told.seat_everyone(story, told.enter(story, entries))
    open_judging(story.organiser, story.round_id, told.NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, told.NOON)
    return story


def announced(entries: int = 3, leading_products: int = 10) -> told.Story:
    """The same, announced."""
    story = judged(entries, leading_products)
    announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)
    return story


def national(story: told.Story) -> told.Story:
    """The same competition at its national round."""
    return replace(story, code=story.competition.competition_code)
