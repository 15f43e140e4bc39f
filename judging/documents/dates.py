"""Dates and numbers as they are spelled on paper, in Khmer and in English."""

from datetime import date

_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
_KHMER_MONTHS = (
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា",
    "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def khmer_digits(text: str) -> str:
    """The text with its digits in Khmer."""
    return text.translate(_KHMER_DIGITS)


def khmer_date(day: date) -> str:
    """The Gregorian date, e.g. ថ្ងៃទី៩ ខែមករា ឆ្នាំ២០២៧."""
    return khmer_digits(f"ថ្ងៃទី{day.day} ខែ{_KHMER_MONTHS[day.month - 1]} ឆ្នាំ{day.year}")


def english_date(day: date) -> str:
    """The Gregorian date, e.g. 9 January 2027."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
