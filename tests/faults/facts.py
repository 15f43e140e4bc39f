"""What the database of the fault machine holds, as plain facts for its checker."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import exists, func, select

from judging.domain.meaning import plain_number, to_plain
from judging.domain.rubric import Levels, Rubric, Scale, Scorer
from judging.domain.verdict import Outcome
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.loading import current_sheets
from judging.persistence.score_sheets import SheetRow
from judging.persistence.tablets import CardRow
from judging.queries.competitions import written_standard
from tests import story as told

Facts = dict[str, Any]


def competition(story: told.Story) -> Facts:
    """Who and what is in a competition, and which answers are possible."""
    identity = select(CompetitionRow.identity).where(CompetitionRow.code == story.code)
    standard = written_standard(story.code).standard
    return {
        "competition": db.session.scalars(identity).one(),
        "number": story.competition.id,
        "round": story.round_id,
        "by": story.organiser.id,
        "judges": [judge.id for judge in story.judges],
        "desk": story.desk.id,
        "entries": story.codes,
        "papers": [kind.code for kind in standard.papers],
        "seen": sorted(told.PAPERS),
        "meaning": to_plain(story.rubric()),
        "points": {scorer.value: points(story.rubric(), scorer) for scorer in Scorer},
    }


def points(rubric: Rubric, scorer: Scorer) -> list[Facts]:
    """Criteria of a whole sheet, each with the points that it may get; gates are passed."""
    best = told.best(rubric, scorer)
    found = []
    for criterion in rubric.criteria(scorer):
        if criterion.code not in best:
            continue
        possible = [best[criterion.code]]
        if not criterion.gate and not criterion.branch:
            match criterion.answer:
                case Levels(levels):
                    possible = [level.points for level in levels]
                case Scale() as scale:
                    possible = [scale.low, scale.high]
        found.append({"criterion": criterion.code, "points": [f"{p:f}" for p in possible]})
    return found


def everything(story: told.Story, since: int) -> Facts:
    """All that is kept of a competition's sheets, and the audit after the line `since`."""
    number = story.competition.id
    return {
        "arrivals": arrivals(number),
        "sheets": sheets(number),
        "counting": counting(story),
        "papers": papers(number),
        "audit": audit(since),
    }


def arrivals(number: int) -> list[Facts]:
    """Every arrival; whether its digest is right is reckoned anew from the bytes that are there."""
    rows = db.session.execute(
        select(ArrivalRow, EntryRow.code, SheetRow.version)
        .outerjoin(EntryRow, EntryRow.id == ArrivalRow.entry_id)
        .outerjoin(SheetRow, SheetRow.id == ArrivalRow.sheet_id)
        .where(ArrivalRow.competition_id == number)
        .order_by(ArrivalRow.id)
    )
    return [
        {
            "identity": row.identity,
            "text": row.body,
            "digest_is_right": row.digest == hashlib.sha256(row.body.encode()).hexdigest(),
            "judge": row.judge_id,
            "entry": code,
            "via": row.via,
            "outcome": row.outcome,
            "reason": row.reason,
            "receipt": row.receipt,
            "version": version,
        }
        for row, code, version in rows
    ]


def sheets(number: int) -> list[Facts]:
    """Every handed-in version of every sheet, the newest last; `came` if a tablet made it."""
    came = exists().where(ArrivalRow.sheet_id == SheetRow.id)
    rows = db.session.execute(
        select(SheetRow, EntryRow.code, came)
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .where(SheetRow.state == "handed_in", SheetRow.entry_id.in_(_entries(number)))
        .order_by(SheetRow.version, SheetRow.id)
    )
    return [
        {
            "identity": sheet.identity,
            "judge": sheet.judge_id,
            "entry": code,
            "version": sheet.version,
            "answers": json.loads(sheet.answers),
            "came": has_come,
        }
        for sheet, code, has_come in rows
    ]


def counting(story: told.Story) -> list[Facts]:
    """The sheets from which the standings are computed, asked as the standings ask."""
    group = next(group for group in story.competition.groups if group.code == "FOOD")
    found = current_sheets(db.session(), _entries(story.competition.id), group.rubric_version)
    codes = {entry_id: code for code, entry_id in zip(story.codes, story.entry_ids, strict=True)}
    return [
        {
            "entry": codes[entry_id],
            "judge": int(sheet.judge),
            "answers": {code: plain_number(given) for code, given in sheet.answers.items()},
        }
        for entry_id, counted in found.items()
        for sheet in counted
    ]


def papers(number: int) -> dict[str, list[str]]:
    """The papers that the desk has seen, by entry."""
    seen: dict[str, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(EntryRow.code, EntryPaperRow.paper)
        .join(EntryPaperRow, EntryPaperRow.entry_id == EntryRow.id)
        .where(EntryRow.id.in_(_entries(number)))
        .order_by(EntryPaperRow.paper)
    )
    for code, paper in rows:
        seen[code].append(paper)
    return seen


def audit(since: int) -> list[Facts]:
    """The audit lines about sheets and papers, in the order of the acts."""
    rows = db.session.scalars(
        select(AuditRow).where(AuditRow.id > since, _is_about_sheets()).order_by(AuditRow.id)
    )
    return [
        {
            "id": row.id,
            "act": row.act,
            "by": row.by_id,
            "on": _code_of(row.on),
            "detail": json.loads(row.detail),
        }
        for row in rows
    ]


def _code_of(on: str) -> str:
    """The entry by its code alone, as the machine knows it: there is one round."""
    kind, _, name = on.partition(":")
    return f"{kind}:{name.rpartition('/')[2]}"


def _is_about_sheets() -> Any:
    return AuditRow.act.startswith("sheet.") | (AuditRow.act == "papers.recorded")


def last_line() -> int:
    """The number of the newest audit line."""
    return db.session.scalar(select(func.max(AuditRow.id))) or 0


def waiting(number: int) -> list[Facts]:
    """What waits in a competition."""
    rows = db.session.execute(
        select(ArrivalRow.id, ArrivalRow.identity)
        .where(ArrivalRow.competition_id == number, ArrivalRow.outcome == Outcome.WAITING)
        .order_by(ArrivalRow.id)
    )
    return [{"arrival": row.id, "identity": row.identity} for row in rows]


def receipts_of(identities: Iterable[str]) -> dict[str, str]:
    """The receipts of those of the versions that are here."""
    kept = select(ArrivalRow.identity, ArrivalRow.receipt).where(
        ArrivalRow.identity.in_(list(identities)), ArrivalRow.outcome != Outcome.CLASH
    )
    return dict(db.session.execute(kept).all())


def tablet_of(enrolment: int) -> int:
    """The number of the tablet of an enrolment."""
    return db.session.get_one(CardRow, enrolment).tablet_id or 0


def enrolments_on(tablet: int) -> list[int]:
    """Every enrolment that a tablet has ever had."""
    return list(db.session.scalars(select(CardRow.id).where(CardRow.tablet_id == tablet)))


def fingerprint(number: int) -> str:
    """The digest of every arrival and sheet of a competition."""
    kept = json.dumps([arrivals(number), sheets(number)], sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()


def _entries(number: int) -> Any:
    rounds = select(RoundRow.id).where(RoundRow.competition_id == number)
    return select(EntryRow.id).where(EntryRow.round_id.in_(rounds))
