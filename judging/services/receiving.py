"""The door for sheets from tablets: each version is kept whole and answered (docs/tablets.md)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DataError, IntegrityError

from judging.domain.people import Person
from judging.domain.receipt import receipt_of
from judging.domain.refusal import NotAllowed
from judging.domain.verdict import Outcome, Reason, Verdict
from judging.persistence.database import db
from judging.persistence.histories import Top
from judging.services.acts import Deeds, acts
from judging.services.keeping import keep_arrivals, keep_sheets, make_way, settle, tick_papers
from judging.services.permissions import STAFF
from judging.services.sending import Sender, Sent, Via
from judging.services.sorting import Sorted, look_up, sort_version
from judging.services.weighing import Edition, Weighed, edition_of, weigh


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a version; `version` is its number on the sheet where it counts or did.

    `top` is what counts instead where the judge has to choose between the two, and `replaced`
    what it has left behind.
    """

    identity: str
    verdict: Verdict
    receipt: str
    version: int | None
    top: Top | None
    replaced: tuple[str, ...] = ()


def receive_versions(
    by: Person, sent: Sequence[Sent], *, sender: Sender, at: datetime
) -> list[Answer]:
    """Keep all versions in one transaction; one answer each, in their order.

    What the database will not take does not hold up the rest: it alone stays without an answer.
    """
    is_handover = sender.via is not Via.TABLET and by.role in STAFF
    if by.id != sender.judge.id and not is_handover:
        raise NotAllowed("Your account may not do this; ask an organiser.")
    if not sent:
        return []
    edition = edition_of(db.session(), sender.competition_id)
    weighed = [weigh(edition, one) for one in sent]
    try:
        return _receive(by, weighed, sender, edition, at)
    except (DataError, IntegrityError) as fault:
        answers = _receive_each(by, weighed, sender, edition, at)
        if not answers:
            raise fault
        return answers


def _receive_each(
    by: Person, weighed: Sequence[Weighed], sender: Sender, edition: Edition, at: datetime
) -> list[Answer]:
    answers = []
    for one in weighed:
        with suppress(DataError, IntegrityError):
            answers += _receive(by, [one], sender, edition, at)
    return answers


def _receive(
    by: Person, weighed: Sequence[Weighed], sender: Sender, edition: Edition, at: datetime
) -> list[Answer]:
    def keep(deeds: Deeds) -> list[Answer]:
        session = deeds.session
        house = look_up(session, sender.judge.id, weighed)
        placed = [sort_version(house, sender, edition, one, at) for one in weighed]
        new = [one for one in placed if one.is_new]
        tops = [one for one in new if one.arrived.sheet]
        make_way(session, tops, ends=sender.tablet_id)
        keep_sheets(session, tops, at, sender.tablet_id)
        keep_arrivals(session, new, sender, at)
        settle(session, tops)
        papers = tick_papers(session, tops)
        for one in new:
            _note(deeds, by, sender, one, papers.get(one.arrived.entry_id or 0))
        return [_answer(one) for one in placed]

    return acts("versions.sent", keep, by=by, at=at)


def _note(
    deeds: Deeds, by: Person, sender: Sender, placed: Sorted, papers: list[str] | None
) -> None:
    arrived, meeting = placed.arrived, placed.meeting
    receipt = receipt_of(arrived.digest)
    on = f"entry:{meeting.code}" if meeting else f"sheet:{receipt}"
    detail: dict[str, object] = {"identity": arrived.identity, "receipt": receipt}
    if by.id != sender.judge.id:
        detail |= {"judge": sender.judge.login, "via": sender.via.value}
    if arrived.verdict.reason:
        detail["reason"] = arrived.verdict.reason.value
    match arrived.verdict.outcome:
        case Outcome.OLDER:
            deeds.note("sheet.came_late", on, detail)
        case Outcome.CLASH:
            deeds.note("sheet.clashed", on, detail)
        case _ if arrived.sheet is None:
            deeds.note("sheet.waits", on, detail)
        case _:
            detail["version"] = arrived.sheet
            if arrived.settled:
                detail["settled"] = [other.identity for other in arrived.settled]
            if papers is not None:
                detail["papers"] = papers
            deeds.note("sheet.handed_in", on, detail)


def _answer(placed: Sorted) -> Answer:
    arrived = placed.arrived
    has_to_choose = arrived.verdict == Verdict(Outcome.WAITING, Reason.CONCURRENT)
    return Answer(
        identity=arrived.identity,
        verdict=arrived.verdict,
        receipt=receipt_of(arrived.digest),
        version=arrived.sheet,
        top=placed.history.top if has_to_choose else None,
        replaced=tuple(sorted(placed.history.replaced)),
    )
