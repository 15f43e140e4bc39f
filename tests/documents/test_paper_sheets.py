"""Printed score sheets: the whole rubric is on them, they are blind, loose pages find together."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from judging.documents.paper_sheets import PrintedSheet, render_paper_sheets
from judging.domain.meaning import plain_number, version_of
from judging.domain.paper_marks import PaperMark, read_mark
from judging.domain.refusal import Refusal
from judging.domain.rubric import Criterion, Levels, Rubric, Scale, Scorer
from judging.domain.words import Words
from tests.documents.reading import poppler_text
from tests.story import shipped

pytestmark = pytest.mark.documents

COMPETITION = Words("ការប្រកួត ២០២៧", "Competition 2027")
RUBRICS = {rubric.group: rubric for rubric in shipped().rubrics}
EACH = [(group, scorer) for group in RUBRICS for scorer in RUBRICS[group].scorers]
JUDGE = Words("បណ្ឌិត សុខ វិបុល", "Dr Sok Vibol")
INVISIBLE = re.compile("[\\s\u200b]+")


def sheet(group: str = "FOOD", scorer: Scorer = Scorer.PANEL, code: str = "4711") -> PrintedSheet:
    rubric = RUBRICS[group]
    mark = PaperMark("3f2a9c41-0000", "OVOP-2027.KH-7", code, 12, scorer, version_of(rubric))
    is_desk = scorer is Scorer.DESK
    return PrintedSheet(
        mark=mark,
        rubric=rubric,
        judge=JUDGE,
        panel="Panel 1",
        product=Words("ម្រេចកំពត", "Kampot pepper") if is_desk else None,
        producer=Words("សហគមន៍ម្រេច", "Pepper community") if is_desk else None,
        papers=shipped().standard.papers if is_desk else (),
    )


def render(*sheets: PrintedSheet) -> bytes:
    return render_paper_sheets(sheets, competition=COMPETITION)


def squeezed(text: str) -> str:
    """The text without what lines and columns put between its words."""
    return INVISIBLE.sub("", text)


@cache
def text_of(group: str, scorer: Scorer) -> str:
    return squeezed(poppler_text(render(sheet(group, scorer))))


def said_of(rubric: Rubric, criterion: Criterion) -> list[str]:
    """Everything that the paper has to say of a criterion, in both languages."""
    said = [criterion.title, criterion.guidance, criterion.gate and criterion.gate.reason]
    if isinstance(criterion.answer, Levels):
        said += [level.text for level in criterion.answer.levels]
    both = [text for one in said if one for text in (one.km, one.en)]
    if criterion.asked_if:
        other = rubric.criterion_by_code[criterion.asked_if.criterion]
        points = plain_number(criterion.asked_if.at_least)
        both.append(f"Answer only if {other.code} “{other.title.en}” got {points} or more")
        both.append(f"“{other.title.km}”")
    return both


@pytest.mark.parametrize(("group", "scorer"), EACH)
def test_every_criterion_level_condition_and_gate_is_on_the_paper(
    group: str, scorer: Scorer
) -> None:
    rubric, text = RUBRICS[group], text_of(group, scorer)
    wanted = [said for c in rubric.criteria(scorer) for said in said_of(rubric, c)]
    assert len(wanted) > 40
    assert [said for said in wanted if squeezed(said) not in text] == []


@pytest.mark.parametrize(("group", "scorer"), EACH)
def test_every_part_section_branch_and_case_is_on_the_paper(group: str, scorer: Scorer) -> None:
    text = text_of(group, scorer)
    for part in RUBRICS[group].parts:
        if part.scored_by is not scorer:
            continue
        cases = [case for branch in part.branches for case in branch.cases]
        for one in (part, *part.sections, *part.branches, *cases):
            assert squeezed(one.title.km) in text
            assert squeezed(one.title.en) in text
        assert text.count(squeezed("answer one case only")) >= len(part.branches)


@pytest.mark.parametrize(("group", "scorer"), EACH)
def test_every_answer_has_a_box_with_its_points(group: str, scorer: Scorer) -> None:
    boxes = [
        plain_number(level.points)
        for criterion in RUBRICS[group].criteria(scorer)
        if isinstance(criterion.answer, Levels)
        for level in criterion.answer.levels
    ]
    raw = poppler_text(render(sheet(group, scorer)))
    printed = re.findall(r"^(\d+)(?= )", raw, re.MULTILINE)
    assert len(printed) >= len(boxes)


def test_a_short_scale_has_boxes_and_a_long_one_room_to_write() -> None:
    criterion = RUBRICS["CRAFT"].criterion_by_code["C1.3"]
    assert isinstance(criterion.answer, Scale)
    assert "2.5" in text_of("CRAFT", Scorer.PANEL)
    long = replace(criterion, answer=replace(criterion.answer, step=criterion.answer.step / 5))
    part = replace(RUBRICS["CRAFT"].parts[-2], criteria=(long,))
    rubric = replace(RUBRICS["CRAFT"], parts=(replace(part, scored_by=Scorer.PANEL),))
    text = poppler_text(render(replace(sheet(), rubric=rubric)))
    assert "from 0 to 5 in steps of 0.1" in text


def test_a_panels_sheet_names_neither_product_nor_producer_and_a_desks_both() -> None:
    names = ("Kampot pepper", "Pepper community", "ម្រេចកំពត")
    assert [name for name in names if squeezed(name) in text_of("FOOD", Scorer.PANEL)] == []
    assert [name for name in names if squeezed(name) not in text_of("FOOD", Scorer.DESK)] == []


def test_the_desk_ticks_the_papers_that_it_has_seen() -> None:
    for paper in shipped().standard.papers:
        assert squeezed(paper.title.en) in text_of("FOOD", Scorer.DESK)
        assert squeezed(paper.title.km) in text_of("FOOD", Scorer.DESK)


def test_each_page_says_which_of_how_many_it_is_and_whose() -> None:
    pdf = render(sheet("SERV"), sheet("FOOD", code="1234"), sheet("SERV", Scorer.DESK))
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    feet = [re.search(r"(\d) of (\d).*?code (\d{4})", squeezed_lines(page)) for page in pages]
    found = [tuple(foot.groups()) for foot in feet if foot]
    assert len(found) == len(pages)
    serv, food = [f for f in found if f[2] == "4711"], [f for f in found if f[2] == "1234"]
    assert food == [("1", "2", "1234"), ("2", "2", "1234")]
    assert [f[0] for f in serv] == [*"1234", *"12345"]
    assert all(JUDGE.km in page for page in pages)


def squeezed_lines(page: str) -> str:
    return " ".join(page.split())


def test_the_code_says_whose_sheet_it_is_and_can_be_scanned_from_a_copy() -> None:
    one = sheet()
    picture = pypdfium2.PdfDocument(render(one))[0].render(scale=150 / 72, grayscale=True)
    (code,) = zxingcpp.read_barcodes(np.ascontiguousarray(picture.to_numpy()))
    mark = read_mark(code.text)
    assert (mark.entry, mark.judge, mark.scorer, mark.round) == (
        "4711",
        12,
        Scorer.PANEL,
        "OVOP-2027.KH-7",
    )
    assert mark.rubric == one.mark.rubric
    assert mark.is_of(one.mark.competition, one.mark.round)
    width = code.position.top_right.x - code.position.top_left.x
    assert width * 25.4 / 150 >= 30


def test_a_blank_sheet_has_room_for_code_and_judge() -> None:
    blank = replace(sheet(), mark=replace(sheet().mark, entry=None, judge=None), judge=None)
    text = poppler_text(render(blank))
    assert ("4711" in text, "judge ____" in text) == (False, True)


def test_the_same_facts_give_the_same_bytes_and_no_clock_is_asked() -> None:
    assert render(sheet(), sheet("FOOD", Scorer.DESK)) == render(
        sheet(), sheet("FOOD", Scorer.DESK)
    )


def test_black_is_enough() -> None:
    page = pypdfium2.PdfDocument(render(sheet()))[0].render(scale=1).to_numpy().astype(int)
    assert np.abs(page.max(axis=2) - page.min(axis=2)).max() == 0


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(Refusal, match="cannot be printed"):
        render(replace(sheet(), judge=Words("ក", "A 漢")))


def test_a_name_is_printed_and_not_obeyed() -> None:
    text = poppler_text(render(replace(sheet(), judge=Words("<b>ក</b>", "{{ 7*7 }}"))))
    assert ("<b>ក</b>" in text, "{{ 7*7 }}" in text) == (True, True)
