"""What a scorer sees of one entry: the rubric, the answers so far, the papers for the desk."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from judging.domain.refusal import NotThere, Refusal
from judging.domain.rubric import Rubric, Scorer
from judging.domain.standard import PaperKind, Standard
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.score_sheets import SheetRow
from judging.queries.flights import FlightEntry, my_flight


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A score sheet to be filled; papers and names are empty for a blind judge.

    `as_of` names the newest state that is kept, so that a page can tell that it is out of date.
    """

    flight: FlightEntry
    rubric: Rubric
    answers: dict[str, Decimal]
    notes: dict[str, str]
    handed_in_at: datetime | None
    product: Words | None
    producer: Words | None
    place: Words | None
    papers: tuple[PaperKind, ...]
    papers_seen: frozenset[str]
    next_code: str | None
    as_of: str

    @property
    def scorer(self) -> Scorer:
        """As what the judge scores the entry."""
        return self.flight.scorer


def sheet_page(judge_id: int, code: str) -> SheetPage:
    """The sheet of this judge for the entry with this code; NotThere if it is not on the flight."""
    flight = my_flight(judge_id)
    here = _only(flight, code)
    row = db.session.get_one(EntryRow, here.entry_id)
    sheets = _versions(judge_id, here)
    newest = sheets[-1] if sheets else None
    handed_in = [sheet.handed_in_at for sheet in sheets if sheet.handed_in_at]
    answers = json.loads(newest.answers) if newest else {}
    is_desk = here.scorer is Scorer.DESK
    return SheetPage(
        flight=here,
        rubric=written(db.session(), Rubric, row.group.rubric_version),
        answers={code: Decimal(points) for code, points in answers.items()},
        notes=json.loads(newest.notes) if newest else {},
        handed_in_at=max(handed_in, default=None),
        product=here.product,
        producer=here.producer,
        place=row.product.place.words if is_desk else None,
        papers=_papers(row) if is_desk else (),
        papers_seen=frozenset(p.paper for p in row.papers) if is_desk else frozenset(),
        next_code=_next(flight, here),
        as_of=newest.as_of if newest else "",
    )


def _only(flight: list[FlightEntry], code: str) -> FlightEntry:
    found = [entry for entry in flight if entry.code == code]
    if not found:
        raise NotThere("This entry is not on your flight.")
    if len(found) > 1:
        # Two open competitions have drawn one code; a guess might score the wrong product.
        raise Refusal(
            "Two entries of your flights have the code %(code)s; ask the organiser which to score.",
            code=code,
        )
    return found[0]


def _versions(judge_id: int, here: FlightEntry) -> list[SheetRow]:
    return list(
        db.session.scalars(
            select(SheetRow)
            .where(
                SheetRow.judge_id == judge_id,
                SheetRow.entry_id == here.entry_id,
                SheetRow.scorer == here.scorer.value,
            )
            .order_by(SheetRow.version)
        )
    )


def _papers(row: EntryRow) -> tuple[PaperKind, ...]:
    version = row.round.competition.standard_version
    return written(db.session(), Standard, version).papers


def _next(flight: list[FlightEntry], here: FlightEntry) -> str | None:
    """The next entry that is not handed in yet, looking on from here and round again."""
    at = flight.index(here)
    waiting = [
        f
        for f in [*flight[at + 1 :], *flight[:at]]
        if (f.sheet_state != "handed_in" or f.look_again) and not (f.is_recused or f.is_withdrawn)
    ]
    return waiting[0].code if waiting else None
