"""The story of the demo, told act by act by those who would do each."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from random import Random

from judging.cli.demonstration.benches import Bench, Entered, people_needed, seat
from judging.cli.demonstration.fates import (
    ADVISER,
    CLIENT,
    FAMILY,
    OLD_CLIENT,
    OPEN_TIE,
    PAST_TIE,
    RECUSED_BY_JUDGE,
    RECUSED_BY_ORGANISER,
    WITH_ACCOUNTS,
    WITHDRAWAL,
    Fate,
    Key,
    draw_fates,
)
from judging.cli.demonstration.judges import declare_ties, describe_judges
from judging.cli.demonstration.notes import Notes
from judging.cli.demonstration.people import People, enrol_last, enrol_people, enrol_producer
from judging.cli.demonstration.products import Product, choose_products
from judging.cli.demonstration.quality import draw_qualities
from judging.cli.demonstration.registry import Registry
from judging.cli.demonstration.sheets import PlannedSheet, Planner
from judging.cli.demonstration.timetable import (
    ANNOUNCED_AT,
    CLOSED_AT,
    ENDS_ON,
    FOUNDED_AT,
    OPENED_AT,
    PLANNED_AT,
    RECUSED_AT,
    STARTS_ON,
    entered_at,
)
from judging.cli.demonstration.wish import Stage, Wish
from judging.domain.producers import ProducerForm
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.entries import entries_of
from judging.services.competing import close_judging, create_competition, open_judging
from judging.services.entering import OWN_GROUP, enter_registered
from judging.services.leaving import withdraw_entry
from judging.services.papers import PaperTicks, record_papers
from judging.services.planning import form_panel, recuse
from judging.services.proposing import confirm, propose_announcement
from judging.services.scoring import hand_in_sheet, save_draft

TITLE = Words(
    "គំរូ៖ ការប្រកួតផលិតផលជើងឯក ភូមិមួយ ផលិតផលមួយ ២០២៧",
    "SPECIMEN: OVOP Product Champion 2027",
)
SIGNATORY = Words("ឯកឧត្តម គំរូ", "H.E. Specimen")
SIGNATORY_TITLE = Words("អគ្គលេខាធិការ (គំរូ)", "Secretary-General (specimen)")
# A product this good has had its mark registered.
REGISTERED = 70


class Story:
    """One demo on its way through the stages."""

    def __init__(self, wish: Wish, standard: WrittenStandard) -> None:
        self.wish, self.standard = wish, standard
        self.products = choose_products(wish.entries)
        self.fates = draw_fates(self.products, wish.seed)
        self.qualities = draw_qualities(self.fates, wish.seed)

    def tell(self) -> None:
        """From an empty database to the stage that was wished for."""
        people = self._begin()
        entered = self._enter(people)
        benches = self._plan(people, entered)
        if self.wish.stage is not Stage.ENTERING:
            self._judge(people, entered, benches)
        enrol_last(people.admin)

    @property
    def competition(self) -> CompetitionInfo:
        """The competition as it stands now."""
        return competition(self.wish.code)

    def _begin(self) -> People:
        sizes = Counter(product.new.group for product in self.products).values()
        people = enrol_people(
            desk=people_needed(Scorer.DESK, sizes), judges=people_needed(Scorer.PANEL, sizes)
        )
        create_competition(
            people.organiser,
            code=self.wish.code,
            title=TITLE,
            starts_on=STARTS_ON,
            ends_on=ENDS_ON,
            specimen=True,
            standard=self.standard,
            signatory=SIGNATORY,
            signatory_title=SIGNATORY_TITLE,
            at=FOUNDED_AT,
        )
        return people

    def _enter(self, people: People) -> dict[Key, Entered]:
        round_id = self.competition.round_id
        chance = Random(f"{self.wish.seed} codes")  # noqa: S311 the demo's codes are no secret
        registry = Registry(people.organiser, self.standard.standard, self.wish.seed)
        entry_ids, product_ids = {}, {}
        for number, product in enumerate(self.products):
            new = replace(product.new, account_id=self._account(people, product))
            at = entered_at(number)
            registered_at = at - timedelta(minutes=20)
            product_id = registry.register(new, number, registered_at)
            papers = self._papers(product.key)
            registry.file_papers(product_id, papers, number, registered_at)
            entry_id = enter_registered(
                people.organiser, round_id, product_id, OWN_GROUP, at, chance
            )
            record_papers(
                people.organiser,
                entry_id,
                PaperTicks(frozenset(papers)),
                at + timedelta(minutes=10),
            )
            entry_ids[product.key], product_ids[product.key] = entry_id, product_id
        codes = {view.entry_id: view.code for view in entries_of(round_id)}
        forms = {product.key: product.new.form for product in self.products}
        return {
            key: Entered(
                key,
                entry_id,
                product_ids[key],
                codes[entry_id],
                forms[key] is ProducerForm.INDIVIDUAL,
            )
            for key, entry_id in entry_ids.items()
        }

    def _account(self, people: People, product: Product) -> int | None:
        if product.key not in WITH_ACCOUNTS:
            return None
        number = WITH_ACCOUNTS.index(product.key) + 1
        return enrol_producer(people.admin, number, product.new.producer).id

    def _papers(self, key: Key) -> set[str]:
        """All that the group's gates ask for, less one if so fated."""
        asked = [g.paper for g in self.standard.standard.gates if key[0] in g.groups]
        papers = set(asked)
        if self.fates[key] is Fate.NO_PAPER:
            papers.remove(Random(f"{self.wish.seed} paper {key}").choice(asked))  # noqa: S311
        if self.qualities[key] >= REGISTERED:
            papers.add("trademark")
        return papers

    def _plan(self, people: People, entered: dict[Key, Entered]) -> list[Bench]:
        entries_by_group: dict[str, list[Entered]] = defaultdict(list)
        for key in sorted(entered):
            entries_by_group[key[0]].append(entered[key])
        benches = [
            *seat(Scorer.PANEL, entries_by_group, people.judges),
            *seat(Scorer.DESK, entries_by_group, people.desk),
        ]
        describe_judges(people.organiser, benches, self.wish.seed)
        round_id = self.competition.round_id
        for bench in benches:
            judge_ids = [judge.id for judge in bench.judges]
            form_panel(
                people.organiser,
                round_id,
                name=bench.name,
                scorer=bench.scorer,
                group=bench.group,
                judge_ids=judge_ids,
                chair_id=judge_ids[0],
                entry_ids=[entry.entry_id for entry in bench.entries],
                at=PLANNED_AT,
            )
        self._recuse(people, entered, benches)
        ties = [(*RECUSED_BY_ORGANISER, FAMILY), (*RECUSED_BY_JUDGE, ADVISER)]
        ties.append((*PAST_TIE, OLD_CLIENT))
        if self.wish.stage is not Stage.ANNOUNCED:
            ties.append((*OPEN_TIE, CLIENT))
        declare_ties(people.organiser, ties, entered, benches)
        return benches

    def _recuse(self, people: People, entered: dict[Key, Entered], benches: list[Bench]) -> None:
        first = {(b.group, b.scorer): b for b in benches if b.number == 1}
        for (key, number), reason in ((RECUSED_BY_ORGANISER, FAMILY), (RECUSED_BY_JUDGE, ADVISER)):
            judge = first[key[0], Scorer.PANEL].judges[number]
            by = people.organiser if reason == FAMILY else judge
            entry_id = entered[key].entry_id
            recuse(by, judge_id=judge.id, entry_id=entry_id, reason=reason, at=RECUSED_AT)

    def _judge(self, people: People, entered: dict[Key, Entered], benches: list[Bench]) -> None:
        organiser, info = people.organiser, self.competition
        open_judging(organiser, info.round_id, OPENED_AT)
        for key, fate in self.fates.items():
            if fate is Fate.WITHDRAWN:
                withdraw_entry(organiser, entered[key].entry_id, WITHDRAWAL, OPENED_AT)
        rubrics = {rubric.group: rubric for rubric in self.standard.rubrics}
        planner = Planner(self.wish.seed, rubrics, self.fates, self.qualities, Notes())
        sheets = planner.plan(benches)
        if self.wish.stage is Stage.JUDGING:
            middle = len(sheets) // 2
            hand_in(sheets[:middle])
            draft(sheets[middle:])
            return
        hand_in(sheets)
        close_judging(organiser, info.round_id, CLOSED_AT)
        if self.wish.stage is Stage.ANNOUNCED:
            proposed_at = ANNOUNCED_AT - timedelta(minutes=20)
            proposal = propose_announcement(people.admin, info.round_id, proposed_at)
            confirm(organiser, proposal, ANNOUNCED_AT)


def hand_in(sheets: Iterable[PlannedSheet]) -> None:
    """Hand in every sheet, the one that was corrected twice."""
    for sheet in sheets:
        if sheet.first:
            earlier = sheet.at - timedelta(minutes=2)
            hand_in_sheet(sheet.judge, sheet.entry_id, sheet.first, {}, earlier)
        hand_in_sheet(sheet.judge, sheet.entry_id, sheet.answers, sheet.notes, sheet.at)


def draft(sheets: Iterable[PlannedSheet]) -> None:
    """Every third judge has begun the next sheet."""
    next_by_judge: dict[str, PlannedSheet] = {}
    for sheet in sheets:
        next_by_judge.setdefault(sheet.judge.login, sheet)
    for login in sorted(next_by_judge)[::3]:
        sheet = next_by_judge[login]
        begun = dict(islice(sheet.answers.items(), len(sheet.answers) // 2))
        save_draft(sheet.judge, sheet.entry_id, begun, {}, sheet.at)
