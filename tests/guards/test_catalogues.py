"""Every sentence that a person can read is in Khmer too, once, with the same places for facts."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from judging.web.languages import CATALOGUES
from tests.guards.scripts import tablet_scripts

ROOT = Path(__file__).parents[2]
# The tablet app's own, which pages never look into.
TABLET = "tablet"
KHMER = ROOT / "judging" / "translations" / "km" / "LC_MESSAGES"
# Beside gettext: what marks a sentence, and the refusals, whose first word is one.
MARKS = ("_l", "lazy_gettext", "sentence", "Refusal", "SheetRefusal", "NotThere", "NotAllowed")
PLACE = re.compile(r"%\((\w+)\)s")

Sentence = str | tuple[str, ...]


def written() -> set[Sentence]:
    """Every sentence in the templates and the code; the terminal speaks English only."""
    keywords = {**DEFAULT_KEYWORDS, **dict.fromkeys(MARKS)}
    sources = ((ROOT / "judging", "**.py", "python"), (ROOT / "templates", "**.html", "jinja2"))
    return {
        message
        for folder, pattern, method in sources
        for file, _, message, _, _ in extract_from_dir(folder, [(pattern, method)], {}, keywords)
        if not file.startswith("cli/")
    }


def read(name: str) -> Catalog:
    """One Khmer catalogue."""
    with (KHMER / f"{name}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def said_on_tablets() -> set[Sentence]:
    """Every sentence in the tablet's scripts."""
    return {said for script in tablet_scripts().values() for said in script.sentences() if said}


def khmer(catalogues: Iterable[str] = CATALOGUES) -> list[Message]:
    """Every message of these catalogues."""
    return [message for name in catalogues for message in read(name) if message.id]


def singular(sentence: Sentence) -> str:
    """The English sentence as it is looked up."""
    return sentence if isinstance(sentence, str) else sentence[0]


def translations(message: Message) -> tuple[str, ...]:
    """What stands for the message in Khmer, one or more."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_every_catalogue_is_loaded_and_no_other_lies_about() -> None:
    assert {path.stem for path in KHMER.glob("*.po")} == {*CATALOGUES, TABLET}


def test_every_sentence_has_khmer() -> None:
    known = {singular(message.id) for message in khmer() if all(translations(message))}
    assert sorted(singular(s) for s in written() if singular(s) not in known) == []


def test_no_catalogue_has_a_sentence_that_nothing_says() -> None:
    said = {singular(sentence) for sentence in written()}
    assert [m.id for m in khmer() if singular(m.id) not in said] == []


def test_the_tablet_has_khmer_for_every_sentence_and_no_other_sentence() -> None:
    known = {message.id for message in khmer([TABLET]) if message.string}
    assert sorted(said_on_tablets() - known) == []
    assert sorted(known - said_on_tablets()) == []


@pytest.mark.parametrize("catalogues", [CATALOGUES, [TABLET]])
def test_every_sentence_is_translated_once_and_by_a_person(catalogues: Iterable[str]) -> None:
    times = Counter(singular(message.id) for message in khmer(catalogues))
    assert [sentence for sentence, count in times.items() if count > 1] == []
    assert [message.id for message in khmer(catalogues) if message.fuzzy] == []


@pytest.mark.parametrize("catalogues", [CATALOGUES, [TABLET]])
def test_khmer_sentences_are_khmer_and_keep_the_places_for_facts(catalogues: Iterable[str]) -> None:
    for message in khmer(catalogues):
        for text in translations(message):
            english = message.id if isinstance(message.id, str) else message.id[-1]
            assert set(PLACE.findall(text)) == set(PLACE.findall(english)), message.id
            assert re.search("[\u1780-\u17ff]", text), message.id


@pytest.mark.parametrize("text", ["\u200b", "...", "ំុ"])
def test_khmer_sentences_are_typed_in_the_usual_order(text: str) -> None:
    messages = khmer([*CATALOGUES, TABLET])
    assert [m.id for m in messages if any(text in t for t in translations(m))] == []
