"""Papers of products: when they end, which are one paper, and which of those needed are there."""

from datetime import date, timedelta

import pytest

from judging.domain.product_papers import (
    Expiry,
    PaperState,
    ProductPaper,
    Validity,
    check_dates,
    expiry_of,
    is_same_paper,
    needed_papers,
    validity_of,
)
from judging.domain.refusal import Refusal
from tests.story import shipped

TODAY = date(2027, 4, 7)


@pytest.mark.parametrize(
    ("days", "expiry"),
    [
        (-1, Expiry.EXPIRED),
        (0, Expiry.SOON),
        (30, Expiry.SOON),
        (31, Expiry.LATER),
        (90, Expiry.LATER),
        (91, Expiry.FAR),
    ],
)
def test_a_paper_is_good_on_its_last_day(days: int, expiry: Expiry) -> None:
    assert expiry_of(TODAY + timedelta(days=days), TODAY) is expiry


@pytest.mark.parametrize(
    ("days", "validity"),
    [
        (-1, Validity.EXPIRED),
        (0, Validity.ENDS),
        (1, Validity.ENDS),
        (2, Validity.GOOD),
    ],
)
def test_a_paper_is_good_for_a_competition_of_three_days_up_to_its_last(
    days: int, validity: Validity
) -> None:
    ends_on = TODAY + timedelta(days=2)
    assert validity_of(TODAY + timedelta(days=days), TODAY, ends_on) is validity


def test_a_paper_without_a_last_day_does_not_expire() -> None:
    assert expiry_of(None, TODAY) is Expiry.FAR
    assert validity_of(None, TODAY, TODAY) is Validity.GOOD


@pytest.mark.parametrize(
    ("issued", "expires", "why"),
    [
        (date(2027, 4, 8), None, "in the future"),
        (date(2026, 5, 2), date(2026, 5, 1), "before it was issued"),
        (date(2569, 5, 2), None, "international calendar"),
        (None, date(2570, 5, 2), "international calendar"),
        (date(1949, 12, 31), None, "international calendar"),
    ],
)
def test_dates_that_no_paper_has_are_refused(
    issued: date | None, expires: date | None, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        check_dates(ProductPaper("gi", issued_on=issued, expires_on=expires), TODAY)


def test_a_paper_may_be_of_today_and_for_one_day() -> None:
    check_dates(ProductPaper("gi", issued_on=TODAY, expires_on=TODAY), TODAY)


def test_one_paper_is_known_by_kind_and_number_or_by_its_day() -> None:
    one = ProductPaper("gi", number="ល.រ ១២-A", issued_on=TODAY)
    assert is_same_paper(one, ProductPaper("gi", number="ល.រ 12 a"))
    assert not is_same_paper(one, ProductPaper("halal", number="ល.រ ១២-A"))
    assert not is_same_paper(one, ProductPaper("gi", number="ល.រ ១៣-A", issued_on=TODAY))
    unnumbered = ProductPaper("lab-test", issued_on=TODAY)
    assert is_same_paper(unnumbered, ProductPaper("lab-test", issued_on=TODAY))
    assert not is_same_paper(unnumbered, ProductPaper("lab-test", issued_on=date(2026, 1, 1)))


def test_what_a_group_needs_says_from_which_star_and_whether_it_is_there() -> None:
    papers = [
        ProductPaper("food-hygiene", number="1", expires_on=TODAY - timedelta(days=9)),
        ProductPaper("food-hygiene", number="2", expires_on=TODAY - timedelta(days=1)),
        ProductPaper("business-registration"),
        ProductPaper("business-registration", number="3", expires_on=date(2020, 1, 1)),
        ProductPaper("halal"),
    ]
    needed = needed_papers(shipped().standard, "FOOD", papers, TODAY)
    assert [(one.kind.code, one.from_star, one.state, one.expires_on) for one in needed] == [
        ("ovop-recognition", None, PaperState.MISSING, None),
        ("food-hygiene", 3, PaperState.EXPIRED, TODAY - timedelta(days=1)),
        ("business-registration", 5, PaperState.THERE, None),
    ]
    assert needed_papers(shipped().standard, "", papers, TODAY) == ()
