"""The Standard Book: every rubric, the standard and the rules as one bilingual PDF."""

from collections.abc import Iterator, Sequence
from typing import Any

from judging.domain.meaning import plain_number, to_plain, version_of
from judging.domain.rubric import Criterion, Part, Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard

Plain = dict[str, Any]


def render_book(rubrics: Sequence[Rubric], standard: Standard, rules: Rules) -> bytes:
    """The book in Khmer and English, A4; the same written standard gives the same bytes."""
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    pages = {
        "standard": to_plain(standard) | {"version": version_of(standard)},
        "rules": to_plain(rules) | {"version": version_of(rules)},
        "rubrics": [_plain_rubric(rubric) for rubric in sorted(rubrics, key=lambda r: r.order)],
    }
    return print_page("book", "book", pages)


def _plain_rubric(rubric: Rubric) -> Plain:
    plain: Plain = to_plain(rubric)
    return plain | {
        "version": version_of(rubric),
        "points": plain_number(rubric.points),
        "parts": [plain_part(part) for part in rubric.parts],
    }


def plain_part(part: Part) -> Plain:
    """A part for a page: each criterion with the most it gives and the headings before it."""
    plain: Plain = to_plain(part)
    before = (None, *part.criteria)
    criteria = [
        to_plain(criterion)
        | {
            "highest": plain_number(criterion.highest),
            "headings": list(_headings(part, previous, criterion)),
        }
        for previous, criterion in zip(before, part.criteria, strict=False)
    ]
    return plain | {"criteria": criteria}


def _headings(part: Part, previous: Criterion | None, criterion: Criterion) -> Iterator[Plain]:
    """The section, the branch and the case that begin with this criterion."""
    for section in part.sections:
        if section.code == criterion.section and (
            previous is None or previous.section != section.code
        ):
            yield to_plain(section) | {"kind": "section"}
    for branch in part.branches:
        if branch.code != criterion.branch:
            continue
        is_new = previous is None or previous.branch != branch.code
        if is_new:
            yield to_plain(branch) | {"kind": "branch"}
        for case in branch.cases:
            if case.code == criterion.case and (
                is_new or previous is None or previous.case != case.code
            ):
                yield to_plain(case) | {"kind": "case"}
