"""Two provinces and the national round, each with names that the other organisers must not see."""

import re
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from flask import Flask
from sqlalchemy import select

from judging.domain.interests import Interest, InterestKind
from judging.domain.people import Person, Role
from judging.domain.places import Place
from judging.domain.product_papers import ProductPaper
from judging.domain.provinces import province
from judging.domain.reach import Reach
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.producers import ProductRow
from judging.queries import people
from judging.queries.entries import entry
from judging.services.competing import open_judging
from judging.services.declaring import declare_interest
from judging.services.enrolling import create_account
from judging.services.entering import NewEntry, enter_product, enter_registered
from judging.services.planning import form_panel, recuse
from tests import story as told
from tests.enrolled import enrol
from tests.papers import HYGIENE, picture, product_of, record
from tests.provinces import KAMPOT, KANDAL, in_province
from tests.story import NOON, Story
from tests.versions import send, version

PHNOM_PENH = "KH-12"
# Not what a page says: numbers that have nothing to do with entries.
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"|judging=[^;]+|Content-Length: \d+')


@dataclass(frozen=True, slots=True)
class Country:
    """Kampot, Kandal and the national round, and the organiser who reaches Kampot alone."""

    kampot: Story
    kandal: Story
    national: Story
    organiser: Person

    @property
    def foreign(self) -> tuple[Story, Story]:
        """What is out of that organiser's reach."""
        return self.kandal, self.national


def whole_country(app: Flask) -> Country:
    """Each round with entries, panels, papers, tablets, recusals and a sheet that waits."""
    first = told.begin(judges=1)
    kandal = _round(app, in_province(first, KANDAL), "Kandal", KANDAL, 1)
    kampot = _round(app, in_province(first, KAMPOT), "Kampot", KAMPOT, 2)
    national = _round(app, first, "National", None, 3)
    # One of Kampot's own is in the national round, under a code that its organiser may not know.
    carried = product_of(kampot.entry_ids[2])
    entered = enter_registered(first.organiser, national.round_id, carried, "FOOD", NOON, Random(9))
    db.session.get_one(EntryRow, entered).carried_from_id = kampot.entry_ids[2]
    db.session.commit()
    national.entry_ids.append(entered)
    for story in (kandal, kampot, national):
        _judge(story)
    wander(first, kandal)
    return Country(kampot, kandal, national, limited(first, "kampot-organiser", Reach(KAMPOT)))


def limited(story: Story, login: str, reach: Reach, role: Role = Role.ORGANISER) -> Person:
    """Somebody with a reach."""
    return _person(story, login, role, reach)


def wander(first: Story, kandal: Story) -> None:
    """A judge of no province, whom every organiser sees, with a tie in Kandal."""
    judge = _person(first, "wandering", Role.JUDGE, Reach())
    product = product_of(kandal.entry_ids[0])
    tie = Interest(InterestKind.CLIENT, "Kandal-interest", product_id=product)
    declare_interest(first.organiser, judge.id, tie, NOON)


def planted(story: Story) -> re.Pattern[str]:
    """What nobody out of the story's round may read: its names, its accounts and its codes."""
    name = _name(story)
    codes = "|".join(entry(number).code for number in story.entry_ids)
    return re.compile(rf"{name}-\w+|{name.lower()}-\w+|សម្ងាត់{name}|\b(?:{codes})\b")


def _name(story: Story) -> str:
    return {f"OVOP-2027.{KAMPOT}": "Kampot", f"OVOP-2027.{KANDAL}": "Kandal"}.get(
        story.code, "National"
    )


def _round(app: Flask, story: Story, name: str, iso: str | None, seed: int) -> Story:
    """People, products, papers and panels of one round, all with the name in their names."""
    # Who judges the national round is of some province, too, or every organiser would see them.
    reach, login = Reach(iso or PHNOM_PENH), name.lower()
    judges = [_person(story, f"{login}-judge{n}", Role.JUDGE, reach) for n in (1, 2)]
    desk = _person(story, f"{login}-desk", Role.DESK, reach)
    producer = _person(story, f"{login}-producer", Role.PRODUCER, Reach())
    _person(story, f"{login}-secretary", Role.ORGANISER, Reach(iso))
    story = replace(story, judges=judges, desk=desk, producer=producer, entry_ids=[])
    chance, place = Random(seed), Place(province(iso or KANDAL), Words("ស្រុក", f"{name}-district"))
    for number in (1, 2, 3):
        new = NewEntry(
            producer=Words(f"សម្ងាត់{name} អ្នកផលិត {number}", f"{name}-Producer-{number}"),
            form=told.ProducerForm.COMMUNITY,
            product=Words(f"សម្ងាត់{name} ផលិតផល {number}", f"{name}-Product-{number}"),
            group="FOOD",
            place=place,
            account_id=producer.id if number == 1 else None,
        )
        made = enter_product(story.organiser, story.round_id, new, NOON, chance)
        story.entry_ids.append(made)
    record(app, story, story.entry_ids[0], _paper(name), picture())
    return story


def _paper(name: str) -> ProductPaper:
    """One that is over, so that it stands among those that expire."""
    over = date(2026, 2, 1)
    return replace(HYGIENE, issuer=f"{name}-issuer", number=f"{name}-number", expires_on=over)


def _judge(story: Story) -> None:
    """Panels with a tablet, a recusal, a sheet that counts and one that waits."""
    name = _name(story)
    first, second = story.judges
    served = story.entry_ids[:2]
    for scorer, judges in ((Scorer.PANEL, [first.id, second.id]), (Scorer.DESK, [story.desk.id])):
        form_panel(
            story.organiser,
            story.round_id,
            name=f"{name}-{scorer.value}",
            scorer=scorer,
            group="FOOD",
            judge_ids=judges,
            chair_id=None,
            entry_ids=served,
            at=NOON,
        )
    recuse(
        story.organiser,
        judge_id=second.id,
        entry_id=served[1],
        reason=f"{name}-recusal",
        at=NOON,
    )
    enrol(story, first, number=story.round_id)
    open_judging(story.organiser, story.round_id, NOON)
    told.score(story, served[0], first)
    waits = version(told_of(story), first, story.entry_ids[2], round=story.round_id)
    send(story, first, waits)


def told_of(story: Story) -> Story:
    """The same at the national round, whose code is that of the competition."""
    return replace(story, code=story.competition.competition_code)


def _person(story: Story, login: str, role: Role, reach: Reach) -> Person:
    number = create_account(
        story.admin,
        login=login,
        password=told.PASSWORD,
        role=role,
        name=Words(f"សម្ងាត់{login.partition('-')[0].title()} {role}", f"{login}-person"),
        at=NOON,
        reach=reach,
    )
    person = people.person(number)
    assert person is not None
    return person


def own_numbers(story: Story) -> dict[str, list[object]]:
    """The story's own products and producers, where a walk takes those of everybody."""
    entered = select(EntryRow.product_id).where(EntryRow.id.in_(story.entry_ids[:3]))
    made = db.session.scalars(select(ProductRow).where(ProductRow.id.in_(entered))).all()
    return {
        "product_id": [row.id for row in made],
        "producer_id": [row.producer_id for row in made],
    }


def without_tokens(text: str) -> str:
    """What an answer tells, without its tokens and its length."""
    return TOKEN.sub("", text)
