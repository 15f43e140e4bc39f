"""A small competition on real rubrics, told by the services; tests take from it what they need."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from judging.domain.people import Person, Role
from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.provinces import province
from judging.domain.rubric import Levels, Rubric, Scale, Scorer
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.queries import people
from judging.queries.competitions import CompetitionInfo, competition, written_standard
from judging.queries.entries import entry
from judging.rubric_files import load_all
from judging.services.announcing import announce
from judging.services.competing import close_judging, create_competition, open_judging
from judging.services.enrolling import create_account
from judging.services.entering import NewEntry, enter_product
from judging.services.founding import found
from judging.services.papers import PaperTicks, record_papers
from judging.services.planning import form_panel
from judging.services.scoring import hand_in_sheet

RUBRICS = Path(__file__).parent.parent / "rubrics"
NOON = datetime(2027, 4, 7, 5, 0, tzinfo=UTC)
PASSWORD = "a long password"
KAMPOT = Place(province("KH-7"), Words("ទឹកឈូ", "Tuek Chhou"), Words("ត្រើយកោះ", "Traeuy Kaoh"))
PAPERS = (
    "ovop-recognition",
    "business-registration",
    "food-hygiene",
    "health-notification",
    "tourism-licence",
)
ALL_PAPERS = PaperTicks(frozenset(PAPERS))


@cache
def shipped() -> WrittenStandard:
    """The written standard as it is shipped, read once."""
    return load_all(RUBRICS)


@dataclass
class Story:
    """People and things of one competition, as far as it has been told."""

    admin: Person
    organiser: Person
    desk: Person
    judges: list[Person]
    producer: Person
    code: str = "OVOP-2027"
    entry_ids: list[int] = field(default_factory=list)

    @property
    def competition(self) -> CompetitionInfo:
        """The competition as it stands now."""
        return competition(self.code)

    @property
    def round_id(self) -> int:
        """Its one round."""
        return self.competition.round_id

    @property
    def codes(self) -> list[str]:
        """The codes of the entries, in the order of entering."""
        return [entry(entry_id).code for entry_id in self.entry_ids]

    def rubric(self, group: str = "FOOD") -> Rubric:
        """The rubric that the competition has frozen for a group."""
        return next(r for r in written_standard(self.code).rubrics if r.group == group)


def begin(judges: int = 5) -> Story:
    """People and a competition in which products can be entered."""
    story = enrol_everyone(judges)
    make_competition(story, story.code)
    return story


def enrol_everyone(judges: int) -> Story:
    """One person of each role, and as many judges as wanted."""
    admin = found(login="admin", password=PASSWORD, name=Words("អ្នកគ្រប់គ្រង", "Admin"), at=NOON)
    return Story(
        admin=admin,
        organiser=enrol(admin, "organiser", Role.ORGANISER),
        desk=enrol(admin, "desk", Role.DESK),
        judges=[enrol(admin, f"judge{n}", Role.JUDGE) for n in range(1, judges + 1)],
        producer=enrol(admin, "producer", Role.PRODUCER),
    )


def make_competition(story: Story, code: str) -> int:
    """A competition of three days in April 2027, a specimen; its number."""
    return create_competition(
        story.organiser,
        code=code,
        title=Words("ការប្រកួតផលិតផលជើងឯក ២០២៧", "Product Champion 2027"),
        starts_on=date(2027, 4, 7),
        ends_on=date(2027, 4, 9),
        specimen=True,
        standard=shipped(),
        signatory=Words("ឯកឧត្តម គំរូ", "H.E. Specimen"),
        signatory_title=Words("អគ្គលេខាធិការ", "Secretary-General"),
        at=NOON,
    )


def next_edition(story: Story, code: str = "OVOP-2028") -> Story:
    """Another competition with the same people."""
    other = replace(story, code=code, entry_ids=[])
    make_competition(other, code)
    return other


def enrol(admin: Person, login: str, role: Role) -> Person:
    """A new account with the known password."""
    name = Words(f"ឈ្មោះ {login}", f"Name of {login}")
    account_id = create_account(
        admin, login=login, password=PASSWORD, role=role, name=name, at=NOON
    )
    person = people.person(account_id)
    assert person is not None
    return person


def new_entry(number: int, group: str = "FOOD", account_id: int | None = None) -> NewEntry:
    """A product whose names carry its number, so that a leak is found."""
    return NewEntry(
        producer=Words(f"ផលិតករទី{number}", f"Producer-{number}"),
        form=ProducerForm.COMMUNITY,
        product=Words(f"ផលិតផលទី{number}", f"Product-{number}"),
        group=group,
        place=KAMPOT,
        account_id=account_id,
    )


def enter(story: Story, count: int = 3, group: str = "FOOD", *, papers: bool = True) -> list[int]:
    """Enter products with all papers; the first belongs to the story's producer."""
    chance = Random(count)
    entered = []
    for _ in range(count):
        first = not story.entry_ids
        number = len(story.entry_ids) + 1
        new = new_entry(number, group, story.producer.id if first else None)
        entry_id = enter_product(story.organiser, story.round_id, new, NOON, chance)
        story.entry_ids.append(entry_id)
        entered.append(entry_id)
        if papers:
            record_papers(story.organiser, entry_id, ALL_PAPERS, NOON)
    return entered


def seat_everyone(story: Story, entry_ids: list[int], group: str = "FOOD") -> None:
    """One panel of all judges and one desk team for these entries."""
    judge_ids = [judge.id for judge in story.judges]
    for scorer, ids in ((Scorer.PANEL, judge_ids), (Scorer.DESK, [story.desk.id])):
        form_panel(
            story.organiser,
            story.round_id,
            name=f"{group} {scorer.value}",
            scorer=scorer,
            group=group,
            judge_ids=ids,
            chair_id=ids[0],
            entry_ids=entry_ids,
            at=NOON,
        )


def ready_to_judge(entries: int = 3, group: str = "FOOD", judges: int = 5) -> Story:
    """A competition in which every judge can score every entry of one group."""
    story = begin(judges)
    seat_everyone(story, enter(story, entries, group), group)
    open_judging(story.organiser, story.round_id, NOON)
    return story


def best(
    rubric: Rubric, scorer: Scorer, *, less: Mapping[str, int] | None = None
) -> dict[str, Decimal]:
    """The best answer everywhere; `less` goes down so many steps on a criterion."""
    answers: dict[str, Decimal] = {}
    taken: set[str] = set()
    for criterion in rubric.criteria(scorer):
        steps = (less or {}).get(criterion.code, 0)
        if criterion.branch in taken:
            continue
        if criterion.branch:
            taken.add(criterion.branch)
        match criterion.answer:
            case Levels(levels):
                answers[criterion.code] = levels[-1 - steps].points
            case Scale() as scale:
                answers[criterion.code] = scale.high - steps * scale.step
            case yes_no:
                answers[criterion.code] = Decimal(0) if steps else yes_no.points
    return answers


def score(
    story: Story,
    entry_id: int,
    judge: Person,
    *,
    less: Mapping[str, int] | None = None,
    group: str = "FOOD",
) -> int:
    """A whole sheet of one scorer for one entry."""
    scorer = Scorer.DESK if judge.role is Role.DESK else Scorer.PANEL
    answers = best(story.rubric(group), scorer, less=less)
    return hand_in_sheet(judge, entry_id, answers, {}, NOON)


def score_all(story: Story, group: str = "FOOD") -> None:
    """Every sheet; each entry is a step weaker than the one before on one more criterion."""
    panel = [c.code for c in story.rubric(group).criteria(Scorer.PANEL) if not c.gate]
    for place, entry_id in enumerate(story.entry_ids):
        less = dict.fromkeys(panel[:place], 1)
        for judge in [story.desk, *story.judges]:
            score(story, entry_id, judge, less=less, group=group)


def announced(entries: int = 3, group: str = "FOOD") -> Story:
    """A competition from its first entry to the announcement."""
    story = ready_to_judge(entries, group)
    score_all(story, group)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    return story
