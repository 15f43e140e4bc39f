"""What an organiser does at the laptop while tablets are in the hall, in English."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.tablet.kept_tablets import PATIENCE
from tests.story import PASSWORD, Story


class Organising:
    """The organiser's page, signed in."""

    def __init__(self, page: Page, story: Story) -> None:
        self.page, self.path = page, f"/organiser/competitions/{story.code}"

    def sign_in(self, login: str) -> None:
        """Come in by name and password."""
        self.page.goto("/language/en")
        self.page.goto("/sign-in")
        self.page.get_by_label("Name").fill(login)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def decide(self, receipt: str, decision: str, reason: str) -> None:
        """Decide about a sheet that waits."""
        self.page.goto(f"{self.path}/waiting")
        self.page.get_by_role("button", name=f"Decide {receipt}").click()
        self.page.get_by_label(decision).check()
        self.page.get_by_label("Reason").fill(reason)
        self.page.get_by_role("button", name="Decide").click()
        expect(self.page.get_by_text("The decision is kept.")).to_be_visible()

    def take_codes(self, codes: Sequence[str]) -> None:
        """Take sheets in by their codes."""
        self.page.goto(f"{self.path}/handover")
        self.page.get_by_label("Codes, one a line").fill("\n".join(codes))
        self.page.get_by_role("button", name="Take the sheets in").click()

    def take_file(self, file: Path) -> None:
        """Take sheets in by the file that the tablet saved."""
        self.page.goto(f"{self.path}/handover")
        self.page.get_by_label("File of unsent sheets").set_input_files(file)
        self.page.get_by_role("button", name="Take the sheets in").click()

    def taken(self) -> dict[str, str]:
        """What became of each sheet that was taken in, by its receipt."""
        expect(self.page.locator("tbody tr").first).to_be_visible()
        rows = [row.locator("td").all_inner_texts() for row in self.page.locator("tbody tr").all()]
        return {receipt: became for _, became, receipt in rows}


@contextmanager
def organiser(chromium: Browser, address: str, story: Story) -> Iterator[Organising]:
    """The organiser of the story at an own laptop."""
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(PATIENCE)
    organising = Organising(context.new_page(), story)
    organising.sign_in(story.organiser.login)
    yield organising
    context.close()
