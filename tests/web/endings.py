"""A competition in which entries end in every way that there is, for the public and producers."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from judging.queries.entries import entry
from judging.services.announcing import announce
from judging.services.competing import close_judging, open_judging
from judging.services.entering import enter_product
from judging.services.leaving import withdraw_entry
from judging.services.papers import PaperTicks, record_papers
from tests import story as told

NAMES = ("champion", "tied", "equal", "capped", "eliminated", "stopped", "short", "withdrawn")


@dataclass
class Endings:
    """The story, and its entries' numbers and codes by how they end."""

    story: told.Story
    ids: dict[str, int]
    codes: dict[str, str]

    def page(self, name: str) -> str:
        """The public address of an entry."""
        return f"/results/{self.story.code}/entries/{self.codes[name]}"


def judged() -> Endings:
    """Everything is judged and the round is closed; nothing is announced."""
    story = told.begin(judges=3)
    ids = {name: _enter(story, number, name) for number, name in enumerate(NAMES, start=1)}
    told.seat_everyone(story, list(ids.values()))
    open_judging(story.organiser, story.round_id, told.NOON)
    withdraw_entry(story.organiser, ids["withdrawn"], "It was entered twice.", told.NOON)
    for name in NAMES[:-1]:
        _score(story, name, ids[name])
    close_judging(story.organiser, story.round_id, told.NOON)
    codes = {name: entry(entry_id).code for name, entry_id in ids.items()}
    return Endings(story, ids, codes)


def announced(at: datetime = told.NOON) -> Endings:
    """The same, announced."""
    endings = judged()
    announce(endings.story.organiser, endings.story.round_id, at, proposed_by=endings.story.admin)
    return endings


def _enter(story: told.Story, number: int, name: str) -> int:
    new = told.new_entry(number, account_id=story.producer.id)
    entry_id = enter_product(story.organiser, story.round_id, new, told.NOON, Random(number))
    missing = {"capped": "food-hygiene", "eliminated": "ovop-recognition"}.get(name)
    papers = [paper for paper in told.PAPERS if paper != missing]
    record_papers(story.organiser, entry_id, PaperTicks(frozenset(papers)), told.NOON)
    return entry_id


def _score(story: told.Story, name: str, entry_id: int) -> None:
    """Each sheet has all points but these: a step on smell is 2 points, on colour 2 points."""
    less = {"tied": {"C1.4": 1}, "equal": {"C1.4": 1}, "capped": {"C1.4": 1, "C1.3": 1}}
    judges = story.judges[:2] if name == "short" else story.judges
    told.score(story, entry_id, story.desk)
    for judge in judges:
        steps = {"C1.1": 2} if name == "stopped" else less.get(name)
        told.score(story, entry_id, judge, less=steps)
