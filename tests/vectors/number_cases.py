"""How Python reads and writes numbers and moments on a page, to compare the tablet with."""

from datetime import datetime

from flask import Flask

from judging.domain.calendar import CAMBODIA
from judging.domain.meaning import plain_number
from judging.domain.numbers import points_from
from judging.domain.refusal import Refusal
from judging.domain.words import Language
from judging.web.filters import day, digits, moment
from judging.web.judge.answer_fields import LATIN
from judging.web.languages import init_languages, speaking
from tests.vectors.python_law import Plain

TYPED = (
    "3", "7.5", "7,5", "៧.២៥", "៧,២៥", "១០", " 4 ", "\t០\n", "៣5", "0", "-0", "00", "007.500",
    "+2", "-1.5", ".5", ",៥", "5.", "៥,", "123456789", "1234567890", "0.123456789",
    "0.1234567891", "100", "1000000", "0.000001", "0.0000001", "", " ", ".", ",", "+", "-", "1,2,3",
    "1.000,5", "1 5", "1e3", "0x10", "NaN", "Infinity", "៣ ពិន្ទុ", "three", "--1", "+-1", "1-", "½",
)  # fmt: skip
VALUES = ("0", "1234567890", "16:05", "OVOP-2027", "៣3", "", "-1.5")
MOMENTS = (
    "2027-04-07T03:12:45.123Z",
    "2027-04-07T16:59:59.999Z",
    "2027-04-07T17:00:00Z",
    "2026-12-31T17:00:00+00:00",
    "2027-01-09T09:05:00.123456+00:00",
    "2028-02-28T23:30:00+07:00",
    "2028-02-29T16:59:59-00:30",
    "2024-02-29T12:00:00Z",
    "1999-12-31T20:00:00Z",
    "2099-09-30T20:00:00+05:30",
    *(f"2027-{month:02}-15T08:00:00Z" for month in range(1, 13)),
)


def number_cases() -> Plain:
    """What was typed and the points that it means; values and moments in both languages."""
    app = Flask("judging")
    init_languages(app)
    with app.test_request_context():
        return {
            "typed": [{"text": text, "points": _points(text)} for text in TYPED],
            "digits": [{"value": value} | _digits_by_language(value) for value in VALUES],
            "moments": [{"iso": iso} | _moment_by_language(iso) for iso in MOMENTS],
        }


def _points(text: str) -> str | None:
    try:
        return plain_number(points_from(text.translate(LATIN).strip()))
    except Refusal:
        return None


def _digits_by_language(value: str) -> Plain:
    texts = {}
    for language in Language:
        with speaking(language):
            texts[language.value] = digits(value)
    return texts


def _moment_by_language(iso: str) -> Plain:
    at, texts = datetime.fromisoformat(iso), {}
    for language in Language:
        with speaking(language):
            texts[language.value] = {
                "day": day(at.astimezone(CAMBODIA).date()),
                "moment": moment(at),
            }
    return texts
