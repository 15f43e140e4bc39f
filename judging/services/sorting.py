"""Sorting what came: each version is judged after those before it, in memory."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from judging.domain.standard import Standard
from judging.domain.verdict import Facts, Outcome, Reason, Verdict, judge_version
from judging.domain.version import Version
from judging.persistence.arrived import Arrived, arrivals_of
from judging.persistence.competitions import CompetitionRow
from judging.persistence.histories import History, SheetKey, Top, histories_of
from judging.persistence.loading import written
from judging.persistence.meetings import Meeting, Pair, meetings_of
from judging.persistence.score_sheets import answers_text, notes_text
from judging.services.sending import Sender
from judging.services.weighing import Weighed

EDITIONS = select(
    CompetitionRow.id, CompetitionRow.identity, CompetitionRow.standard_version
).where(CompetitionRow.id.in_(bindparam("competitions", expanding=True)))


@dataclass(frozen=True, slots=True)
class Sending:
    """What came at one time from one judge's tablet, read by the law."""

    sender: Sender
    weighed: Sequence[Weighed]
    at: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """What is the same for all sheets of a competition."""

    identity: str
    papers: frozenset[str]


@dataclass(slots=True)
class House:
    """What is kept where the versions of some sendings belong, as far as they touch it.

    `editions` are by the number of the competition, `arrivals` by identity and digest; `taken`
    are identities that sheets have already.
    """

    editions: dict[int, Edition]
    meetings: dict[Pair, Meeting]
    histories: dict[SheetKey, History]
    taken: set[str]
    arrivals: dict[str, dict[str, Arrived]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Sorted:
    """A version with what became of it; `history` and `meeting` are of its judge's sheet."""

    sending: Sending
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


def look_up(session: Session, sendings: Sequence[Sending]) -> House:
    """What the versions meet: as many questions for one as for fifty of many judges."""
    met = {
        (sending.sender.judge.id, (one.version.round, one.version.entry))
        for sending in sendings
        for one in sending.weighed
        if one.version
    }
    meetings = meetings_of(session, met)
    judge_ids = {judge_id for judge_id, _ in meetings}
    entry_ids = {meeting.entry_id for meeting in meetings.values()}
    identities = {one.sent.identity for sending in sendings for one in sending.weighed}
    histories, taken = histories_of(session, judge_ids, entry_ids, identities)
    competition_ids = {one.sender.competition_id for one in sendings}
    house = House(_editions(session, competition_ids), meetings, histories, taken)
    for arrived in arrivals_of(session, identities, judge_ids, entry_ids):
        house.arrivals[arrived.identity][arrived.digest] = arrived
    return house


def _editions(session: Session, competition_ids: Collection[int]) -> dict[int, Edition]:
    rows = session.execute(EDITIONS, {"competitions": sorted(competition_ids)})
    return {
        row.id: Edition(
            row.identity,
            frozenset(p.code for p in written(session, Standard, row.standard_version).papers),
        )
        for row in rows
    }


def sort_version(house: House, sending: Sending, one: Weighed) -> Sorted:
    """What becomes of one version; the house then knows it for those that follow."""
    sender, identity = sending.sender, one.sent.identity
    placed = place_version(house, sending, one)
    if not placed.is_new:
        return placed
    facts = replace(
        facts_of(house, placed),
        is_taken=bool(house.arrivals.get(identity)) or identity in house.taken,
        is_proven=sender.is_proven,
        is_own=one.version is None or one.version.judge == sender.judge.id,
    )
    placed.arrived.verdict = judge_version(facts)
    house.arrivals[identity][one.digest] = placed.arrived
    if placed.arrived.verdict.outcome is Outcome.RECEIVED:
        put_on_top(house, placed)
    return placed


def place_version(house: House, sending: Sending, one: Weighed) -> Sorted:
    """The version where it belongs: among the sheets of its sender, if it fits anywhere."""
    version, judge_id = one.version, sending.sender.judge.id
    meeting, history = None, History()
    if version:
        meeting = house.meetings.get((judge_id, (version.round, version.entry)))
    if version and meeting:
        history = house.histories[judge_id, meeting.entry_id, version.scorer.value]
    known = house.arrivals.get(one.sent.identity, {}).get(one.digest)
    fresh = Arrived(
        identity=one.sent.identity,
        digest=one.digest,
        judge_id=judge_id,
        entry_id=meeting.entry_id if meeting else None,
        verdict=Verdict(Outcome.WAITING, Reason.UNREADABLE),
    )
    return Sorted(sending, one, known or fresh, meeting, history, is_new=known is None)


def facts_of(house: House, placed: Sorted) -> Facts:
    """What the house knows of the version itself, whoever sent it."""
    version, meeting, history = placed.weighed.version, placed.meeting, placed.history
    if version is None:
        return Facts(is_readable=False)
    competition_id = placed.sending.sender.competition_id
    edition = house.editions[competition_id]
    is_here = version.competition == edition.identity
    facts = Facts(
        is_here=is_here,
        is_on_flight=False,
        fault=placed.weighed.fault or _fault_of_papers(edition, version),
        identity=version.identity,
        before=version.before,
        top=history.top.identity if history.top else None,
        replaced=frozenset(history.replaced),
    )
    if meeting is None:
        return facts
    return replace(
        facts,
        is_here=is_here and meeting.competition_id == competition_id,
        is_on_flight=version.scorer.value in meeting.scorers,
        is_of_rubric=placed.weighed.is_known and meeting.rubric == version.rubric,
        is_withdrawn=meeting.is_withdrawn,
        is_recused=meeting.is_recused,
        round_state=meeting.round_state,
    )


def _fault_of_papers(edition: Edition, version: Version) -> Reason | None:
    ticked = version.papers.ticked if version.papers else frozenset()
    return None if ticked <= edition.papers else Reason.NOT_POSSIBLE


def put_on_top(house: House, placed: Sorted) -> None:
    """Let the version count: it gets its number, and those that wait and that it names settle."""
    version, arrived, history = placed.version, placed.arrived, placed.history
    arrived.sheet = history.next_version
    history.top = Top(
        identity=arrived.identity,
        version=arrived.sheet,
        answers=answers_text(placed.weighed.answers),
        notes=notes_text(placed.weighed.notes),
        handed_in_at=placed.sending.at,
    )
    history.replaced.update(version.before)
    for identity in version.before:
        for other in house.arrivals.get(identity, {}).values():
            is_of_sheet = (other.judge_id, other.entry_id) == (version.judge, arrived.entry_id)
            if is_of_sheet and other.verdict.outcome is Outcome.WAITING:
                other.verdict = Verdict(Outcome.SETTLED, other.verdict.reason)
                arrived.settled.append(other)
