"""The people of a whole competition, and what each does: in the browser, or with a tablet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from playwright.sync_api import Page, expect
from sqlalchemy import select

from judging.domain.counting import RoundCount
from judging.domain.people import Person
from judging.domain.provinces import PROVINCES
from judging.domain.rounds import round_code
from judging.persistence.database import db
from judging.persistence.jobs import JobRow
from judging.queries.counting import count_of
from judging.queries.entries import EntryView, entries_of
from judging.queries.flights import FlightEntry, my_flight
from judging.services.papers import record_papers
from judging.services.running_jobs import run_job
from tests import story as told
from tests.registry_tables import file_of, other
from tests.story import NOON

PRODUCTS = 961
ROUND = "/organiser/competitions"


def registry() -> bytes:
    """A table of 961 products, one after the other from each of the 25 provinces."""
    places = [PROVINCES[number % len(PROVINCES)] for number in range(PRODUCTS)]
    return file_of(
        *(
            other(number, province=at.iso, gazetteer=f"{at.number:02}02")
            for number, at in enumerate(places, start=1)
        )
    )


def work() -> None:
    """What a worker does with all that waits."""
    db.session.rollback()
    for job_id in db.session.scalars(select(JobRow.id).where(JobRow.state == "waiting")).all():
        run_job(job_id, "worker")


@dataclass
class Desk:
    """Somebody of the secretariat at the browser, in one round."""

    page: Page
    story: told.Story

    def at(self, place: str) -> Page:
        """A page of the round."""
        self.page.goto(f"{ROUND}/{self.story.code}/{place}")
        return self.page

    def press(self, name: str) -> None:
        """Press a button of the page, and see that nothing is refused."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=name).first.click()
        expect(self.page.locator(".complaints")).to_have_count(0)

    def reason(self, text: str, button: str) -> None:
        """Give a reason and press the button."""
        self.page.locator("[name=reason]").fill(text)
        self.press(button)

    @property
    def entries(self) -> list[EntryView]:
        """The entries of the round, as they stand now."""
        db.session.rollback()
        return entries_of(self.story.round_id)

    @property
    def count(self) -> RoundCount:
        """Where every entry of the round is, as it stands now."""
        db.session.rollback()
        return count_of(self.story.round_id)

    def shows(self, **figures: int) -> None:
        """The room shows the count, it adds up, and these are its figures."""
        count = self.count
        assert count.adds_up
        assert {name: getattr(count, name) for name in figures} == figures
        sum_of_all = self.at("room").locator(".sum dd")
        told_figures = [count.entered, count.judged, count.withdrawn, count.stopped, count.not_yet]
        expect(sum_of_all).to_have_text([str(figure) for figure in told_figures])


def in_round(desk: Desk, province: str | None) -> Desk:
    """The same person in another round of the competition."""
    competition = desk.story.competition.competition_code
    story = replace(desk.story, code=round_code(competition, province), entry_ids=[])
    return Desk(desk.page, story)


def put_forward(desk: Desk) -> None:
    """Every product of the round's province, from the registry, with all papers seen."""
    page = desk.page
    page.goto(f"/organiser/products?round={desk.story.code}")
    page.get_by_role("link", name="Tick all").click()
    page.get_by_role("button", name="Put the ticked ones forward").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    see_papers(desk)


def see_papers(desk: Desk) -> None:
    """The desk has seen every paper of every entry."""
    desk.story.entry_ids = [one.entry_id for one in desk.entries]
    for entry_id in desk.story.entry_ids:
        record_papers(desk.story.organiser, entry_id, told.ALL_PAPERS, NOON)


def draw(desk: Desk, judges: int) -> None:
    """Draw the panels with a seed and keep the plan."""
    page = desk.at("draw")
    page.get_by_label("Judges on each panel").fill(str(judges))
    page.get_by_label("Seed").fill("2027")
    page.get_by_label("Seed").press("Enter")
    page.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_text("The plan is kept")).to_be_visible()


def judge_all(story: told.Story, people: Iterable[Person], but: Iterable[str] = ()) -> None:
    """Every sheet that these people still have to do; each entry a little weaker or better."""
    left = set(but)
    panel = [c.code for c in story.rubric().criteria(told.Scorer.PANEL) if not c.gate]
    for person in people:
        for entry in to_do(story, person):
            if entry.code not in left:
                steps = dict.fromkeys(panel[: int(entry.code) % len(panel)], 1)
                told.score(story, entry.entry_id, person, less=steps, group=entry.group)


def to_do(story: told.Story, person: Person) -> list[FlightEntry]:
    """What the person has on the flight in this round and has not handed in."""
    db.session.rollback()
    return [
        one
        for one in my_flight(person.id)
        if one.competition == story.code
        and one.sheet_state == "to_do"
        and not (one.is_recused or one.is_withdrawn)
    ]
