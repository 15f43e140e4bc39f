"""What the law in Python says of a rubric or a sheet, as plain data to compare JavaScript with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Flask

from judging.domain.meaning import plain_number, to_plain
from judging.domain.reading import asked_answers, check_answers, read_sheet
from judging.domain.refusal import Refusal
from judging.domain.rubric import Line, Part, Rubric, Scorer, YesNo, lines_of
from judging.domain.sheet import Reading, ScoreSheet
from judging.domain.words import Language
from judging.web.judge.questions import Choice, Group, Question, questions_of
from judging.web.judge.running_total import running_total
from judging.web.languages import init_languages, speaking

Plain = dict[str, Any]
WHY_BY_SENTENCE_END = {
    "take the score out.": "not_here",
    "choose one of its answers.": "not_possible",
    "clear the other.": "two_cases",
}


def refusal_of(rubric: Rubric, scorer: Scorer, answers: Mapping[str, Decimal]) -> Plain | None:
    """Why the answers are impossible, and where."""
    try:
        check_answers(rubric, scorer, answers)
    except Refusal as refusal:
        endings = WHY_BY_SENTENCE_END.items()
        why = next(why for end, why in endings if refusal.sentence.endswith(end))
        return {"why": why, "code": refusal.facts["code"]}
    return None


def what_it_says(rubric: Rubric, scorer: Scorer, answers: Mapping[str, str]) -> Plain:
    """Everything that the law says of one sheet; of an impossible one, only why it is."""
    points = {code: Decimal(text) for code, text in answers.items()}
    refused = refusal_of(rubric, scorer, points)
    if refused:
        return {"refused": refused}
    return {
        "refused": None,
        "asked": plain_points(asked_answers(rubric, scorer, points)),
        "reading": plain_reading(read_sheet(rubric, ScoreSheet("", scorer, points))),
        "soFar": plain_so_far(rubric, scorer, points),
    }


def plain_reading(reading: Reading) -> Plain:
    """A reading with the gates that fired written out."""
    return {
        "marks": plain_points(reading.marks),
        "blanks": list(reading.blanks),
        "fired": [to_plain(fired) for fired in reading.fired],
        "total": None if reading.total is None else plain_number(reading.total),
    }


def plain_so_far(rubric: Rubric, scorer: Scorer, points: Mapping[str, Decimal]) -> Plain:
    """The running total; its lines in written order."""
    total = running_total(rubric, scorer, points)
    codes = [line.code for line in rubric.lines_by_scorer[scorer]]
    return {
        "points": plain_number(total.points),
        "highest": plain_number(total.highest),
        "parts": [
            {
                "code": x.part.code,
                "points": plain_number(x.points),
                "highest": plain_number(x.part.points),
            }
            for x in total.parts
        ],
        "asked": [code for code in codes if code in total.asked],
        "answered": [code for code in codes if code in total.answered],
        "blanks": list(read_sheet(rubric, ScoreSheet("", scorer, points)).blanks),
        "stoppedBy": to_plain(total.stopped_by),
    }


def plain_points(points: Mapping[str, Decimal]) -> dict[str, str]:
    """Points by code, each in its one spelling."""
    return {code: plain_number(number) for code, number in points.items()}


def plain_lines(rubric: Rubric) -> list[Plain]:
    """Every line of every part, and what it asks in both languages."""
    app = Flask("judging")
    init_languages(app)
    with app.test_request_context():
        return [_line(part, line) for part in rubric.parts for line in lines_of(part)]


def _line(part: Part, line: Line) -> Plain:
    spoken = []
    for language in Language:
        with speaking(language):
            spoken.append(questions_of(part, line))
    return {
        "code": line.code,
        "title": to_plain(line.title),
        "part": line.part,
        "weight": plain_number(line.weight),
        "highest": plain_number(line.highest),
        "criteria": [criterion.code for criterion in line.criteria],
        "isBranch": line.is_branch,
        "questions": [_question(line, *pair) for pair in zip(*spoken, strict=True)],
    }


def _question(line: Line, km: Question, en: Question) -> Plain:
    return {
        "name": km.name,
        "title": _both(km.label, en.label),
        "groups": [_group(line, *pair) for pair in zip(km.groups, en.groups, strict=True)],
        "scale": to_plain(km.scale),
        "branch": km.branch,
        "case": km.case,
    }


def _group(line: Line, km: Group, en: Group) -> Plain:
    return {
        "title": _both(km.title, en.title),
        "guidance": _both(km.guidance, en.guidance),
        "choices": [_choice(line, *pair) for pair in zip(km.choices, en.choices, strict=True)],
    }


def _choice(line: Line, km: Choice, en: Choice) -> Plain:
    code, _, points = km.value.rpartition("=")
    answer = next(c.answer for c in line.criteria if c.code == code)
    # The words for yes and no are the page's own, not the rubric's.
    is_yes_no = isinstance(answer, YesNo)
    return {
        "criterion": code,
        "points": points,
        "text": None if is_yes_no else _both(km.text, en.text),
        "yesNo": ("yes" if km.points else "no") if is_yes_no else None,
        "gate": to_plain(km.gate),
    }


def _both(km: str, en: str) -> dict[str, str] | None:
    return {"km": km, "en": en} if km or en else None
