"""Panels and desk teams, the entries they score, and recusals."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from judging.domain.conflicts import ConflictKind
from judging.domain.people import Person, Role
from judging.domain.refusal import NotAllowed, Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.conflict_facts import standing_conflicts
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.planted import twins
from judging.services.acts import act
from judging.services.looking_up import require_state, there, written

# OIV 332A/2009: sessions of about 15 samples.
FLIGHT = 15
IN_CONFLICT = {
    ConflictKind.DECLARED: sentence(
        "An interest of %(judge)s in entry %(code)s is declared (%(reason)s); recuse the judge"
        " from the entry, or leave one of them out."
    ),
    ConflictKind.SAME_ENTERPRISE: sentence(
        "%(judge)s works at the enterprise that made entry %(code)s; recuse the judge from the"
        " entry, or leave one of them out."
    ),
    ConflictKind.SAME_PHONE: sentence(
        "%(judge)s has the telephone number of the producer of entry %(code)s; recuse the judge"
        " from the entry, or leave one of them out."
    ),
    ConflictKind.SAME_COMMUNE: sentence(
        "%(judge)s lives in the commune from which entry %(code)s comes; recuse the judge from"
        " the entry, or leave one of them out."
    ),
    ConflictKind.SAME_DISTRICT: sentence(
        "%(judge)s lives in the district from which entry %(code)s comes; recuse the judge from"
        " the entry, or leave one of them out."
    ),
}
# The number of a flight, and the day of the competition if it was drawn.
FlightOfDay = tuple[int, int | None]
ROLE_BY_SCORER = {Scorer.DESK: Role.DESK, Scorer.PANEL: Role.JUDGE}


def form_panel(
    by: Person,
    round_id: int,
    *,
    name: str,
    scorer: Scorer,
    group: str,
    judge_ids: Sequence[int],
    chair_id: int | None,
    entry_ids: Sequence[int],
    at: datetime,
) -> int:
    """A panel (or desk team) with its judges and its entries in serving order; its number."""
    with act("panel.formed", by=by, at=at) as deed:
        session = deed.session
        round_ = there(session, RoundRow, round_id)
        require_state(round_, RoundState.ENTERING, RoundState.JUDGING)
        name = written(name, sentence("Write a name for the panel."))
        taken = select(PanelRow.id).where(PanelRow.round_id == round_id, PanelRow.name == name)
        if session.scalar(taken):
            raise Refusal("There is a panel named “%(name)s”; choose another name.", name=name)
        row = session.scalars(
            select(GroupRow).where(
                GroupRow.competition_id == round_.competition_id, GroupRow.code == group
            )
        ).first()
        if row is None:
            raise Refusal("Choose one of the competition's product groups.")
        panel = PanelRow(round_id=round_id, group=row, name=name, scorer=scorer.value)
        session.add(panel)
        _seat(session, panel, judge_ids, chair_id)
        _serve(session, panel, entry_ids)
        session.flush()
        refuse_double_seats(session, panel)
        refuse_conflicts(session, panel)
        deed.on, deed.detail["judges"] = f"panel:{panel.id}", list(judge_ids)
        deed.detail["entries"] = [serving.entry.code for serving in panel.servings]
        return panel.id


def change_panel(
    by: Person,
    panel_id: int,
    *,
    judge_ids: Sequence[int],
    chair_id: int | None,
    entry_ids: Sequence[int],
    at: datetime,
) -> None:
    """Other judges or entries for a panel; sheets that were handed in are kept."""
    with act("panel.changed", by=by, at=at, on=f"panel:{panel_id}") as deed:
        panel = there(deed.session, PanelRow, panel_id)
        round_ = there(deed.session, RoundRow, panel.round_id)
        require_state(round_, RoundState.ENTERING, RoundState.JUDGING)
        sitting = {seat.judge_id for seat in panel.seats}
        served = {one.entry_id: (one.flight, one.day) for one in panel.servings}
        panel.seats, panel.servings = [], []
        deed.session.flush()
        _seat(deed.session, panel, judge_ids, chair_id, sitting)
        _serve(deed.session, panel, entry_ids, served)
        deed.session.flush()
        refuse_double_seats(deed.session, panel)
        refuse_conflicts(deed.session, panel)
        deed.detail["judges"] = list(judge_ids)
        deed.detail["entries"] = [serving.entry.code for serving in panel.servings]


def recuse(by: Person, *, judge_id: int, entry_id: int, reason: str, at: datetime) -> None:
    """A judge does not score an entry; scorers declare for themselves, organisers for anyone."""
    with act("judge.recused", by=by, at=at) as deed:
        if by.role in ROLE_BY_SCORER.values() and by.id != judge_id:
            raise NotAllowed("You can declare an interest for yourself only.")
        judge = there(deed.session, AccountRow, judge_id)
        entry = there(deed.session, EntryRow, entry_id)
        # After the closing a judge could take back a sheet that was handed in: organisers only.
        late = () if by.role in ROLE_BY_SCORER.values() else (RoundState.CLOSED,)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING, *late)
        if deed.session.get(RecusalRow, (judge_id, entry_id)):
            raise Refusal("This judge is recused from entry %(code)s already.", code=entry.code)
        why = written(reason, sentence("Write what ties the judge to the entry."))
        deed.session.add(RecusalRow(judge_id=judge_id, entry_id=entry_id, reason=why))
        for twin in twins(deed.session, entry):
            deed.session.merge(RecusalRow(judge_id=judge_id, entry_id=twin.id, reason=why))
        deed.on = entry.audited
        deed.detail |= {"judge": judge.login, "reason": why}


def _seat(
    session: Session,
    panel: PanelRow,
    judge_ids: Sequence[int],
    chair_id: int | None,
    sitting: Collection[int] = (),
) -> None:
    """Seat these judges; who was `sitting` already may stay, wherever the judge is from."""
    role = ROLE_BY_SCORER[Scorer(panel.scorer)]
    for judge_id in dict.fromkeys(judge_ids):
        find = session.get_one if judge_id in sitting else partial(there, session)
        if find(AccountRow, judge_id).role != role:
            raise Refusal("A panel seats judges, a desk team seats desk officers; choose again.")
        panel.seats.append(SeatRow(judge_id=judge_id))
    if not panel.seats:
        raise Refusal("Choose at least one judge.")
    if chair_id is not None and chair_id not in judge_ids:
        raise Refusal("The chair has to be one of the panel's judges.")
    panel.chair_id = chair_id


def _serve(
    session: Session,
    panel: PanelRow,
    entry_ids: Sequence[int],
    served: Mapping[int, FlightOfDay] = MappingProxyType({}),
) -> None:
    """Serve these entries in flights; those that were served before stay in theirs."""
    entries = [there(session, EntryRow, entry_id) for entry_id in dict.fromkeys(entry_ids)]
    for entry in entries:
        if entry.group != panel.group or entry.round_id != panel.round_id:
            raise Refusal(
                "Entry %(code)s is not in this panel's group; leave it out.", code=entry.code
            )
    flights = [served[entry.id] for entry in entries if entry.id in served]
    placed = []
    for entry in entries:
        place = served.get(entry.id)
        if place is None:
            place = _place_of_another(flights)
            flights.append(place)
        placed.append((place, entry))
    placed.sort(key=lambda pair: pair[0][0])
    for position, ((flight, day), entry) in enumerate(placed, start=1):
        panel.servings.append(ServingRow(entry=entry, flight=flight, day=day, position=position))


def _place_of_another(flights: Sequence[FlightOfDay]) -> FlightOfDay:
    """The last flight as long as it has room, or else one more on the same day."""
    if not flights:
        return 1, None
    flight, day = max(flights, key=lambda place: place[0])
    is_full = sum(place[0] == flight for place in flights) >= FLIGHT
    return flight + is_full, day


def refuse_double_seats(session: Session, panel: PanelRow) -> None:
    """A judge who sat on two panels with the same entry would be asked for two sheets of it."""
    judges, entries = aliased(SeatRow), aliased(ServingRow)
    twice = session.execute(
        select(AccountRow.name_en, EntryRow.code)
        .join(SeatRow, SeatRow.judge_id == AccountRow.id)
        .join(ServingRow, ServingRow.panel_id == SeatRow.panel_id)
        .join(EntryRow, EntryRow.id == ServingRow.entry_id)
        .join(judges, judges.judge_id == SeatRow.judge_id)
        .join(
            entries,
            (entries.entry_id == ServingRow.entry_id) & (entries.panel_id == judges.panel_id),
        )
        .where(SeatRow.panel_id == panel.id, judges.panel_id != panel.id)
    ).first()
    if twice:
        judge, code = twice
        raise Refusal(
            "%(judge)s scores entry %(code)s on another panel; leave one of them out.",
            judge=judge,
            code=code,
        )


def refuse_conflicts(session: Session, panel: PanelRow) -> None:
    """Nobody is seated with an entry that they have a conflict with, unless they are recused."""
    entries = {serving.entry_id: serving.entry.code for serving in panel.servings}
    pairs = [(seat.judge_id, entry_id) for seat in panel.seats for entry_id in entries]
    for (judge_id, entry_id), conflicts in standing_conflicts(
        session, panel.round_id, pairs
    ).items():
        judge, first = session.get_one(AccountRow, judge_id), conflicts[0]
        raise Refusal(
            IN_CONFLICT[first.kind],
            judge=judge.person().name,
            code=entries[entry_id],
            reason=first.interest.reason if first.interest else "",
        )
