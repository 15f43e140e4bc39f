"""What silently ruins Khmer in WeasyPrint stays out of every design."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from judging.documents.certificates import designs
from judging.documents.typefaces import DESIGNS

STYLES = sorted(DESIGNS.glob("*/*.css"))
ART = sorted(DESIGNS.glob("*/*.svg"))
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_there_are_the_two_designs_of_the_house() -> None:
    assert designs() == ("champion", "standard")


@pytest.mark.parametrize("style", STYLES, ids=name_of)
@pytest.mark.parametrize("ruin", ["letter-spacing", "::first-letter", "text-overflow", "@import"])
def test_no_style_uses_what_tears_khmer_clusters(style: Path, ruin: str) -> None:
    assert ruin not in style.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES, ids=name_of)
def test_moul_has_room_for_its_marks(style: Path) -> None:
    rules = RULE.findall(style.read_text(encoding="utf-8"))
    titles = [body for _, body in rules if "Paper Title" in body]
    assert titles
    assert all(float(re.search(r"line-height: ([\d.]+)", body)[1]) >= 1.6 for body in titles)


@pytest.mark.parametrize("design", designs())
def test_every_title_of_a_certificate_has_a_line_height_of_at_least_1_6(design: str) -> None:
    page = (DESIGNS / design / "certificate.html").read_text(encoding="utf-8")
    titles = {
        name for names in re.findall(r'class="title ([^"]+)"', page) for name in names.split()
    }
    style = (DESIGNS / design / "certificate.css").read_text(encoding="utf-8")
    tight = [
        (selector, height)
        for selector, body in RULE.findall(style)
        if titles & set(re.findall(r"\.([\w-]+)\s*$", selector.strip()))
        for height in re.findall(r"line-height: ([\d.]+)", body)
        if float(height) < 1.6
    ]
    assert titles
    assert tight == []


@pytest.mark.parametrize("art", ART, ids=name_of)
def test_art_has_no_text_pattern_script_or_outside_reference(art: Path) -> None:
    tags = {element.tag.partition("}")[2] for element in ElementTree.parse(art).iter()}
    assert tags <= {"svg", "g", "path"}


@pytest.mark.parametrize("art", ART, ids=name_of)
def test_art_is_light_enough_to_draw_on_every_page(art: Path) -> None:
    assert art.stat().st_size <= 8_000


@pytest.mark.parametrize("art", ART, ids=name_of)
def test_all_art_is_used(art: Path) -> None:
    styles = "".join(style.read_text(encoding="utf-8") for style in art.parent.glob("*.css"))
    assert f"url({art.name})" in styles
