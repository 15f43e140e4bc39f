"""The documents for people say what is true of the code."""

import inspect
import re
from pathlib import Path

import config
from judging.domain import rounds, rubric, rules, sheet, standard, standing, tally

ROOT = Path(__file__).parent.parent.parent


def words_of_the_glossary() -> set[str]:
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    return {word for row in rows for word in re.split(r"[ ,]+", row.lower()) if word}


def forms(word: str) -> set[str]:
    lower = word.lower()
    return {lower, lower.removesuffix("s"), f"{lower}s"}


def test_the_law_speaks_the_words_of_the_glossary() -> None:
    modules = (rounds, rubric, rules, sheet, standard, standing, tally)
    classes = {
        name
        for module in modules
        for name, item in inspect.getmembers(module, inspect.isclass)
        if item.__module__ == module.__name__
    }
    words = words_of_the_glossary()
    # Words that programmers share and the trade does not need.
    plain = {
        "aside", "break", "combining", "condition", "effect", "fired", "held", "kind", "levels",
        "method", "needed", "no", "per", "plain", "reading", "rounding", "rule", "rules", "scale",
        "scorer", "shortfall", "side", "state", "step", "tie", "yes", "answer",
    }  # fmt: skip
    unknown = {
        f"{name}: {part}"
        for name in classes
        for part in re.findall("[A-Z][a-z]+", name)
        if not forms(part) & (words | plain)
    }
    assert unknown == set()


def test_every_setting_is_in_the_operators_guide() -> None:
    guide = (ROOT / "docs/operating.md").read_text()
    assert [s.name for s in config.SETTINGS if f"`{s.name}`" not in guide] == []


def test_every_room_is_on_the_map() -> None:
    plan = (ROOT / "docs/architecture.md").read_text()
    rooms = {path.parent.name for path in ROOT.glob("judging/*/__init__.py")}
    assert {room for room in rooms if f"`judging/{room}/`" not in plan} == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        if "node_modules" not in page.parts
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []
