"""What the organiser has to see before a round closes: each thing that is missing, by itself."""

from dataclasses import dataclass

from sqlalchemy import select

from judging.domain.standing import State
from judging.persistence.database import db
from judging.persistence.entries_now import EntryNow, entries_now
from judging.persistence.panels import PanelRow
from judging.queries.blockers import Blockers, blockers_of
from judging.queries.moderation import OpenModeration, open_moderations
from judging.queries.progress import SeatProgress, progress_of
from judging.queries.tablets import TabletView, tablets_of


@dataclass(frozen=True, slots=True)
class BeforeClosing:
    """The blockers of a round, and behind their figures: seats, entries and tablets.

    `panel_names` are by the number of the panel.
    """

    blockers: Blockers
    seats: tuple[SeatProgress, ...]
    below_quorum: tuple[EntryNow, ...]
    tablets: tuple[TabletView, ...]
    moderations: tuple[OpenModeration, ...]
    panel_names: dict[int, str]


def before_closing(round_id: int) -> BeforeClosing:
    """Everything that somebody should mend or decide before the round closes."""
    entries = entries_now(db.session(), round_id)
    progress, tablets = progress_of(round_id), tablets_of(round_id)
    names = select(PanelRow.id, PanelRow.name).where(PanelRow.round_id == round_id)
    return BeforeClosing(
        blockers=blockers_of(round_id, progress, tablets, entries),
        seats=tuple(seat for seat in progress.seats if seat.count.missing),
        below_quorum=tuple(entry for entry in entries if entry.state is State.BELOW_QUORUM),
        tablets=tuple(tablet for tablet in tablets if tablet.unsent),
        moderations=tuple(open_moderations(round_id)),
        panel_names=dict(db.session.execute(names).all()),
    )
