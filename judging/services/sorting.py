"""Sorting the versions of one sending: each is judged after those before it, in memory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from judging.domain.verdict import Facts, Outcome, Reason, Verdict, judge_version
from judging.domain.version import Version
from judging.persistence.arrived import Arrived, arrivals_of, taken_identities
from judging.persistence.histories import History, SheetKey, Top, histories_of
from judging.persistence.meetings import EntryName, Meeting, meetings_of
from judging.persistence.score_sheets import answers_text, notes_text
from judging.services.sending import Sender
from judging.services.weighing import Edition, Weighed


@dataclass(slots=True)
class House:
    """What is kept of one judge, as far as the versions of one sending touch it.

    `arrivals` are by identity and digest; `taken` are identities that sheets have already.
    """

    meetings: dict[EntryName, Meeting]
    histories: dict[SheetKey, History]
    taken: set[str]
    arrivals: dict[str, dict[str, Arrived]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Sorted:
    """A version with what became of it; `history` and `meeting` are of its judge's sheet."""

    weighed: Weighed
    arrived: Arrived
    meeting: Meeting | None
    history: History
    is_new: bool

    @property
    def version(self) -> Version:
        """What the text says; only what can be read may be asked."""
        if self.weighed.version is None:
            raise ValueError("the text cannot be read")
        return self.weighed.version


def look_up(session: Session, judge_id: int, weighed: Sequence[Weighed]) -> House:
    """What the versions meet: as many questions for one as for fifty."""
    names = {(one.version.round, one.version.entry) for one in weighed if one.version}
    meetings = meetings_of(session, judge_id, names)
    entry_ids = {meeting.entry_id for meeting in meetings.values()}
    identities = {one.sent.identity for one in weighed}
    house = House(
        meetings=meetings,
        histories=histories_of(session, judge_id, entry_ids),
        taken=taken_identities(session, identities),
    )
    for arrived in arrivals_of(session, identities, judge_id, entry_ids):
        house.arrivals[arrived.identity][arrived.digest] = arrived
    return house


def sort_version(
    house: House, sender: Sender, edition: Edition, one: Weighed, at: datetime
) -> Sorted:
    """What becomes of one version; the house then knows it for those that follow."""
    placed = place_version(house, sender.judge.id, one)
    if not placed.is_new:
        return placed
    identity = one.sent.identity
    facts = replace(
        facts_of(edition, placed),
        is_taken=bool(house.arrivals.get(identity)) or identity in house.taken,
        is_proven=sender.is_proven,
        is_own=one.version is None or one.version.judge == sender.judge.id,
    )
    placed.arrived.verdict = judge_version(facts)
    house.arrivals[identity][one.digest] = placed.arrived
    if placed.arrived.verdict.outcome is Outcome.RECEIVED:
        put_on_top(house, placed, at)
    return placed


def place_version(house: House, judge_id: int, one: Weighed) -> Sorted:
    """The version where it belongs: among the sheets of this judge, if it fits anywhere."""
    version = one.version
    meeting = house.meetings.get((version.round, version.entry)) if version else None
    history = History()
    if version and meeting:
        history = house.histories[meeting.entry_id, version.scorer.value]
    known = house.arrivals.get(one.sent.identity, {}).get(one.digest)
    fresh = Arrived(
        identity=one.sent.identity,
        digest=one.digest,
        judge_id=judge_id,
        entry_id=meeting.entry_id if meeting else None,
        verdict=Verdict(Outcome.WAITING, Reason.UNREADABLE),
    )
    return Sorted(one, known or fresh, meeting, history, is_new=known is None)


def facts_of(edition: Edition, placed: Sorted) -> Facts:
    """What the house knows of the version itself, whoever sent it."""
    version, meeting, history = placed.weighed.version, placed.meeting, placed.history
    if version is None:
        return Facts(is_readable=False)
    facts = Facts(
        is_here=version.competition == edition.identity and version.round in edition.rounds,
        is_on_flight=False,
        fault=placed.weighed.fault,
        identity=version.identity,
        before=version.before,
        top=history.top.identity if history.top else None,
        replaced=frozenset(history.replaced),
    )
    if meeting is None:
        return facts
    return replace(
        facts,
        is_on_flight=version.scorer.value in meeting.scorers,
        is_of_rubric=placed.weighed.is_known and meeting.rubric == version.rubric,
        is_withdrawn=meeting.is_withdrawn,
        is_recused=meeting.is_recused,
        round_state=meeting.round_state,
    )


def put_on_top(house: House, placed: Sorted, at: datetime) -> None:
    """Let the version count: it gets its number, and those that wait and that it names settle."""
    version, arrived, history = placed.version, placed.arrived, placed.history
    arrived.sheet = history.next_version
    history.top = Top(
        identity=arrived.identity,
        version=arrived.sheet,
        answers=answers_text(placed.weighed.answers),
        notes=notes_text(placed.weighed.notes),
        handed_in_at=at,
    )
    history.replaced.update(version.before)
    for identity in version.before:
        for other in house.arrivals.get(identity, {}).values():
            is_of_sheet = (other.judge_id, other.entry_id) == (version.judge, arrived.entry_id)
            if is_of_sheet and other.verdict.outcome is Outcome.WAITING:
                other.verdict = Verdict(Outcome.SETTLED, other.verdict.reason)
                arrived.settled.append(other)
