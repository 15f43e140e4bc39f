"""The door for sheets from tablets: each version is kept whole and answered (docs/tablets.md)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.receipt import receipt_of
from judging.domain.refusal import NotAllowed
from judging.domain.verdict import Outcome, Reason, Verdict
from judging.persistence.database import db
from judging.persistence.histories import Top
from judging.services.acts import Deeds, acts
from judging.services.keeping import keep_arrivals, keep_papers, keep_sheets, make_way, settle
from judging.services.permissions import STAFF
from judging.services.sending import Sender, Sent, Via
from judging.services.sorting import Sending, Sorted, look_up, sort_version
from judging.services.weighing import Weighed, weigh


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
    weighed = [weigh(db.session(), one) for one in sent]

    def receive(some: Sequence[Weighed]) -> list[Answer]:
        return acts("versions.sent", Sending(sender, some, at), receive_sendings, by=by, at=at)

    try:
        return receive(weighed)
    except (DataError, IntegrityError):
        answers = []
        for one in weighed:
            with suppress(DataError, IntegrityError):
                answers += receive([one])
        if not answers:
            raise
        return answers


def receive_sendings(session: Session, orders: Sequence[Deeds[Sending]]) -> list[list[Answer]]:
    """Keep what came, one sending after the other; as many statements for one as for many."""
    house = look_up(session, [deeds.order for deeds in orders])
    placed = [[sort_version(house, d.order, one) for one in d.order.weighed] for d in orders]
    new = [one for some in placed for one in some if one.is_new]
    tops = [one for one in new if one.arrived.sheet]
    make_way(session, tops, ends_own=True)
    keep_sheets(session, tops)
    keep_arrivals(session, new)
    settle(session, tops)
    papers = keep_papers(session, tops)
    for deeds, some in zip(orders, placed, strict=True):
        for one in some:
            if one.is_new:
                _note(deeds, one, papers.get(one.arrived.entry_id or 0))
    return [[_answer(one) for one in some] for some in placed]


def _note(deeds: Deeds[Sending], placed: Sorted, papers: list[str] | None) -> None:
    arrived, meeting, sender = placed.arrived, placed.meeting, placed.sending.sender
    receipt = receipt_of(arrived.digest)
    on = meeting.audited if meeting else f"sheet:{receipt}"
    detail: dict[str, object] = {"identity": arrived.identity, "receipt": receipt}
    if deeds.by.id != sender.judge.id:
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
            if placed.version.looks_again:
                detail["looks_again"] = placed.version.looks_again
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
