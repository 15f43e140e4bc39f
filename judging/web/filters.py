"""How values are written on a page: words, digits, dates and numbers in its language."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask import Flask
from flask_babel import gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from judging.documents.dates import english_date, khmer_date, khmer_digits
from judging.domain.calendar import CAMBODIA
from judging.domain.numbers import number_text
from judging.domain.words import Language, Words
from judging.web.languages import language


def add_filters(app: Flask) -> None:
    """Give the filters to the templates by name."""
    for function in (words, digits, number, day, moment):
        app.add_template_filter(_said_anew(function), function.__name__)


def _said_anew(function: Callable[[Any], str]) -> Callable[[Context, Any], str]:
    """The function as a filter that Jinja never works out once and for all readers."""
    return pass_context(lambda _context, value: function(value))


def words(text: Words) -> str:
    """The text in the language of the page."""
    return text.in_(language())


def digits(value: object) -> str:
    """The value with Khmer digits on a Khmer page; codes and addresses are not put through it."""
    text = str(value)
    return khmer_digits(text) if language() is Language.KM else text


def number(value: Decimal | Fraction | int) -> str:
    """An exact number without trailing zeros."""
    return digits(number_text(Fraction(value)))


def day(value: date) -> str:
    """A date: 9 January 2027, ថ្ងៃទី៩ ខែមករា ឆ្នាំ២០២៧."""
    return khmer_date(value) if language() is Language.KM else english_date(value)


def moment(value: datetime) -> str:
    """A date with the time on Cambodian clocks."""
    local = value.astimezone(CAMBODIA)
    return str(gettext("%(day)s at %(time)s", day=day(local.date()), time=digits(f"{local:%H:%M}")))
