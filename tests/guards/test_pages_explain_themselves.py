"""Each page of the organiser says in a sentence what it is for, right under its name."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "templates" / "organiser"
NAME = "</h1>"
# Where the work of a page begins: what it is for stands before that.
WORK = re.compile(r"""<form|<table|<h2|<section|<dl|<ol|<ul|<div class="cards|{% (call wide|for)""")
# What is only shown in some state of things explains nothing in the others.
SOMETIMES = re.compile(r"{% if (?:(?!{% (?:if|else|elif)).)*?{% endif %}", re.DOTALL)
SAID = re.compile(r'_\(\s*"((?:[^"\\]|\\.)*)"')
# The live room for the bare network: what the room itself shows, and nothing around it.
BARE = {"room_now.html"}
PAGES = sorted(
    path.name
    for path in FOLDER.glob("*.html")
    if NAME in path.read_text() and path.name not in BARE
)


def explains_itself(source: str) -> bool:
    """Whether a whole sentence stands between the name of the page and its work."""
    under = source.split(NAME, 1)[1]
    while SOMETIMES.search(under):
        under = SOMETIMES.sub("", under)
    said = SAID.findall(WORK.split(under)[0])
    return any(one.endswith((".", ":", "?")) and " " in one for one in said)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_for(name: str) -> None:
    assert explains_itself((FOLDER / name).read_text())


def test_every_page_of_the_organiser_is_looked_at() -> None:
    assert len(PAGES) > 80


@pytest.mark.parametrize(
    "source",
    [
        '<h1>{{ _("Entries") }}</h1><p>{{ _("Entries") }}</p>',
        '<h1>{{ _("Entries") }}</h1><table></table><p>{{ _("All of them are here.") }}</p>',
        '<h1>{{ _("Entries") }}</h1>{% if few %}<p>{{ _("There are few.") }}</p>{% endif %}',
    ],
)
def test_the_look_finds_pages_that_say_nothing(source: str) -> None:
    assert not explains_itself(source)
