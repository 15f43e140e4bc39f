"""What the pages of the registry share: today, the standard of now, and where to put forward."""

from datetime import UTC, date, datetime

from flask_babel import gettext

from judging.domain.calendar import CAMBODIA
from judging.domain.rounds import RoundState
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.queries.competitions import (
    CompetitionInfo,
    current_competition,
    every_round,
    written_standard,
)
from judging.queries.producers import ProducerView
from judging.queries.products import ProductView
from judging.web.filters import words
from judging.web.organiser.competitions import shipped_standard
from judging.web.signed_in import signed_in


def today() -> date:
    """The day in Cambodia."""
    return datetime.now(UTC).astimezone(CAMBODIA).date()


def standard_now() -> WrittenStandard:
    """The written standard of the newest competition, or else of the rubrics folder."""
    info = current_competition()
    return written_standard(info.code) if info else shipped_standard()


def titles_by_group() -> dict[str, Words]:
    """The product groups of the newest competition, or else of the rubrics folder."""
    info = current_competition()
    if info:
        return {group.code: group.title for group in info.groups}
    return {rubric.group: rubric.title for rubric in shipped_standard().rubrics}


def entering_now() -> CompetitionInfo | None:
    """The newest competition in reach into which products are entered, at the first such round."""
    return next(iter(rounds_entering()), None)


def rounds_entering() -> list[CompetitionInfo]:
    """Every round in reach into which products are entered, of the newest competition first."""
    seen = every_round(signed_in().reach)
    return [one for one in seen if one.round_state is RoundState.ENTERING]


def told_round(one: CompetitionInfo) -> str:
    """A round on one line: the competition's code and the province."""
    place = words(one.province.full_name) if one.province else gettext("National round")
    return f"{one.competition_code} · {place}"


def told_producer(one: ProducerView) -> str:
    """A producer on one line, so that people see whether it is the one they mean."""
    return " · ".join(
        [words(one.name), words(one.form.words), *(words(place.name) for place in one.provinces)]
    )


def told_product(one: ProductView) -> str:
    """A product on one line, so that people see whether it is the one they mean."""
    return " · ".join(filter(None, [words(one.name), words(one.producer), one.registration]))
