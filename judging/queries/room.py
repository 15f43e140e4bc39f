"""The live room of a round: every judge's sheets, panel by panel, and what is to be looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from judging.domain.counting import RoundCount
from judging.domain.pace import is_slow
from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.domain.standing import State
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.entries_now import EntryNow, entries_now
from judging.persistence.panels import PanelRow
from judging.queries.blockers import Blockers, blockers_of
from judging.queries.competitions import CompetitionInfo, GroupInfo
from judging.queries.counting import count_of_entries
from judging.queries.kept_since import DRAFTING, kept_since
from judging.queries.left_panels import Left, left_panels
from judging.queries.progress import Count, Progress, SeatProgress, progress_of
from judging.queries.samples import BrokenSample, broken_samples
from judging.queries.tablets import TabletView, tablets_of


@dataclass(frozen=True, slots=True)
class RoomTablet:
    """A tablet that a judge works on; `silent_since` where it should have been heard of."""

    id: int
    name: str
    unsent: int
    silent_since: datetime | None


@dataclass(frozen=True, slots=True)
class RoomSeat:
    """One judge on one panel, with the tablets that the judge works on."""

    judge: Person
    count: Count
    handed_in_at: datetime | None
    is_slow: bool
    tablets: tuple[RoomTablet, ...]


@dataclass(frozen=True, slots=True)
class RoomPanel:
    """A panel or desk team of which sheets are wanted, and who has left it."""

    id: int
    name: str
    scorer: Scorer
    seats: tuple[RoomSeat, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class RoomGroup:
    """A product group: its sheets, its panels, and the codes of entries to look at."""

    code: str
    title: Words
    entries: int
    count: Count
    below_quorum: int
    disagreeing: tuple[str, ...]
    panels: tuple[RoomPanel, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The round as it stands at a time."""

    at: datetime
    groups: tuple[RoomGroup, ...]
    count: RoundCount
    blockers: Blockers
    broken: tuple[BrokenSample, ...]

    @property
    def seats(self) -> list[RoomSeat]:
        """Everybody who is asked for sheets, once for each panel."""
        return [seat for group in self.groups for panel in group.panels for seat in panel.seats]

    @property
    def slow(self) -> int:
        """How many judges fall behind their panel."""
        return len({seat.judge.id for seat in self.seats if seat.is_slow})

    @property
    def silent(self) -> int:
        """How many tablets that somebody works on have not been heard of."""
        return len({t.id for seat in self.seats for t in seat.tablets if t.silent_since})

    @property
    def disagreeing(self) -> int:
        """On how many entries the panel disagrees beyond what the rules want."""
        return sum(len(group.disagreeing) for group in self.groups)


def room_of(info: CompetitionInfo, at: datetime) -> Room:
    """The room at this time; as many statements for many judges as for one."""
    progress, tablets = progress_of(info.round_id), tablets_of(info.round_id)
    weighed = kept_since(info.round_id, DRAFTING, _weighed)
    panels = _panels(info, progress, tablets, weighed.left, at)
    counts = progress.by_group
    return Room(
        at=at,
        groups=tuple(
            _group(
                group,
                counts.get(group.code, Count(0, 0, 0)),
                [entry for entry in weighed.entries if entry.group == group.code],
                panels.get(group.code, ()),
            )
            for group in info.groups
            if group.entries
        ),
        count=weighed.count,
        blockers=blockers_of(info.round_id, progress, tablets, weighed.entries),
        broken=tuple(broken_samples(info.round_id)),
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What hangs on sheets that count, and not on drafts."""

    entries: Sequence[EntryNow]
    count: RoundCount
    left: Mapping[int, tuple[Left, ...]]


def _weighed(round_id: int) -> _Weighed:
    entries = entries_now(db.session(), round_id)
    return _Weighed(entries, count_of_entries(round_id, entries), left_panels(round_id))


def _group(
    group: GroupInfo, count: Count, entries: Sequence[EntryNow], panels: Sequence[RoomPanel]
) -> RoomGroup:
    return RoomGroup(
        code=group.code,
        title=group.title,
        entries=group.entries,
        count=count,
        below_quorum=sum(entry.state is State.BELOW_QUORUM for entry in entries),
        disagreeing=tuple(entry.code for entry in entries if entry.found.disagrees),
        panels=tuple(panels),
    )


def _panels(
    info: CompetitionInfo,
    progress: Progress,
    tablets: Sequence[TabletView],
    left: Mapping[int, tuple[Left, ...]],
    at: datetime,
) -> Mapping[str, list[RoomPanel]]:
    """The panels by group code: in each the desk teams first, then by name."""
    tablets_by_judge: dict[int, list[RoomTablet]] = defaultdict(list)
    for tablet in tablets:
        silent_since = tablet.last_contact_at if tablet.is_silent(at) else None
        told = RoomTablet(tablet.id, tablet.name, tablet.unsent, silent_since)
        for judge in tablet.living:
            tablets_by_judge[judge.person.id].append(told)
    seats: dict[int, list[SeatProgress]] = defaultdict(list)
    for seat in progress.seats:
        seats[seat.panel_id].append(seat)
    rows = db.session.execute(
        select(PanelRow.id, PanelRow.name, PanelRow.scorer)
        .where(PanelRow.round_id == info.round_id)
        .order_by(PanelRow.scorer, PanelRow.name)
    )
    panels: dict[str, list[RoomPanel]] = defaultdict(list)
    for panel_id, name, scorer in rows:
        if found := seats[panel_id]:
            sitting = tuple(_seat(seat, found, tablets_by_judge, info, at) for seat in found)
            panel = RoomPanel(panel_id, name, Scorer(scorer), sitting, left.get(panel_id, ()))
            panels[found[0].group].append(panel)
    return panels


def _seat(
    seat: SeatProgress,
    panel: Sequence[SeatProgress],
    tablets: Mapping[int, Sequence[RoomTablet]],
    info: CompetitionInfo,
    at: datetime,
) -> RoomSeat:
    others = [one.handed_in_at for one in panel if one is not seat and one.handed_in_at]
    last = max(others, default=None)
    return RoomSeat(
        judge=seat.judge,
        count=seat.count,
        handed_in_at=seat.handed_in_at,
        is_slow=bool(seat.count.missing) and is_slow(seat.handed_in_at, last, info.opened_at, at),
        tablets=tuple(tablets.get(seat.judge.id, ())),
    )
