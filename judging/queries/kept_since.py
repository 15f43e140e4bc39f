"""Answers that stay right until an act that may change them: asked for often, found seldom."""

from collections.abc import Callable, Collection, Hashable
from typing import TypeVar, cast

from sqlalchemy import select

from judging.persistence.audit import AuditRow
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db

T = TypeVar("T")

# These acts change drafts and who is signed in, and no sheet that counts.
DRAFTING = (
    "account.signed_in",
    "drafts.sent",
    "sheet.drafted",
    "tablet.unlocked",
)
# These touch sheets and tablets only: after them the panels and their conflicts are the same.
SCORING = (
    *DRAFTING,
    "sheet.accepted",
    "sheet.came_late",
    "sheet.clashed",
    "sheet.handed_in",
    "sheet.left_out",
    "sheet.waits",
    "tablet.enrolled",
    "versions.sent",
)

# By what it is, the identity of the competition and the round: after which act it was found.
_KEPT: dict[Hashable, tuple[int | None, object]] = {}


def kept_since(round_id: int, harmless: Collection[str], find: Callable[[int], T]) -> T:
    """What `find` says of a round, found again after any act that is not harmless to it.

    `find` stands at the top of its module. The act is asked for before the answer is, so that an
    answer may be newer than its act, and is then found once more, but never older.
    """
    newest = select(AuditRow.id).where(AuditRow.act.not_in(harmless))
    mark = db.session.scalar(newest.order_by(AuditRow.id.desc()).limit(1))
    key = find, db.session.get_one(RoundRow, round_id).competition.identity, round_id
    known = _KEPT.get(key)
    if known is None or known[0] != mark:
        known = _KEPT[key] = mark, find(round_id)
    return cast(T, known[1])


def forget() -> None:
    """Find everything anew, as a process that has just started."""
    _KEPT.clear()
