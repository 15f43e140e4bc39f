"""The plan of the days names pages of the app by the names that they have."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "docs" / "organiser-day.md"
TEMPLATES = ROOT / "templates"
NAMED = re.compile("“([^”]+)”")
# The name of a page stands in its heading, with “… if … else …” perhaps, or in a menu.
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
SAID = re.compile(r'_\("((?:[^"\\]|\\.)*)"')
MENU = re.compile(r'\("\w+", _\("([^"]+)"\), "organiser\.\w+"\)')


def names_of_pages() -> set[str]:
    """What the pages of the organiser are called, on themselves and in the menus."""
    sources = [path.read_text() for path in (TEMPLATES / "organiser").glob("*.html")]
    headings = {
        name for source in sources for h1 in HEADING.findall(source) for name in SAID.findall(h1)
    }
    return headings | {name for source in sources for name in MENU.findall(source)}


def test_every_page_that_the_plan_names_exists() -> None:
    named = set(NAMED.findall(PLAN.read_text())) - {"…"}
    assert len(named) > 20
    assert sorted(named - names_of_pages()) == []
