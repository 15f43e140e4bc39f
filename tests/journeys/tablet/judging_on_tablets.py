"""What a judge does with the fingers, on a real tablet page in Khmer."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from judging.domain.people import Person
from tests.enrolled import PIN, secret_for
from tests.story import Story

HAND_IN = "ដាក់ជូន"
MY_FLIGHT = "វេនរបស់ខ្ញុំ"
I_AM_DONE = "ខ្ញុំចប់ហើយ"
WHO = "តើអ្នកជាអ្នកណា?"
BEGUN = "បានចាប់ផ្តើម តែមិនទាន់ដាក់ជូន"
LEAVE_IT_SO = "ទុកដូច្នេះ រួចចាក់សោ"
RECEIPT = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")


@dataclass(frozen=True, slots=True)
class Judging:
    """A judge before a tablet; every act is a touch."""

    page: Page

    def type_pin(self, pin: str = PIN) -> None:
        """Six digits on the app's own keypad."""
        for digit in pin:
            khmer = chr(ord("០") + int(digit))
            self.page.locator(".keys").get_by_role("button", name=khmer, exact=True).click()

    def use_card(self, story: Story, judge: Person) -> None:
        """Use a fresh card."""
        self.use_secret(secret_for(story, judge, datetime.now(UTC)))

    def use_secret(self, secret: str) -> None:
        """Open the address on a card and choose a PIN, twice."""
        self.page.goto("about:blank")
        self.page.goto(f"/tablet/#card={secret}")
        self.type_pin()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("សូមវាយលេខប្រាំមួយខ្ទង់ដដែលម្តងទៀត")
        self.type_pin()
        expect(self.entries().first).to_be_visible()

    def unlock(self, judge: Person, pin: str = PIN) -> None:
        """Choose one's name and type the PIN."""
        self.page.get_by_role("button", name=judge.name.km).click()
        self.type_pin(pin)

    def entries(self) -> Locator:
        """The entries of the flight."""
        return self.page.locator(".entries .entry")

    def open(self, code: str) -> None:
        """Open the sheet of an entry from the flight."""
        self.page.locator(".entries").get_by_role("button", name=code).click()
        expect(self.page.locator(".sheet-head .code, h1 .code")).to_have_text(code)

    def answer(self, code: str, points: str) -> None:
        """Touch an answer and wait until it shows as chosen."""
        value = f'input[value="{code}={points}"]'
        card = self.page.locator("label.answer", has=self.page.locator(value))
        card.click()
        expect(card).to_have_class(re.compile("is-chosen"))

    def answer_all(self, story: Story, points: dict[str, str]) -> None:
        """The best answer to everything that `points` does not say otherwise."""
        for criterion in story.rubric().criteria():
            if criterion.code.startswith("C"):
                best = format(criterion.answer.highest, "f")
                self.answer(criterion.code, points.get(criterion.code, best))

    def hand_in(self) -> None:
        """Look once more, then hand in."""
        self.page.locator(".foot").get_by_role("button", name=HAND_IN).click()
        self.page.locator("main").get_by_role("button", name=re.compile(HAND_IN)).click()

    def outcome(self) -> Locator:
        """What the app says became of the sheet."""
        return self.page.locator(".outcome")

    def unsent(self) -> Locator:
        """The badge that always tells how many sheets have no receipt."""
        return self.page.locator(".top .unsent")

    def leave(self) -> None:
        """Give the tablet to somebody else, whatever is begun on it."""
        self.page.get_by_role("button", name=I_AM_DONE).click()
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(re.compile(f"{re.escape(WHO)}|{BEGUN}"))
        if heading.inner_text() == BEGUN:
            self.page.get_by_role("button", name=LEAVE_IT_SO).click()
        expect(heading).to_have_text(WHO)

    def choose_version(self, place: int) -> None:
        """Of two versions keep the one at this place, and say so once more."""
        self.page.locator("main .sides").first.get_by_role("button").nth(place).click()
        self.page.locator(".confirm").first.locator(".main-button").click()
