"""Drafts from tablets: copies from which a replacement tablet goes on; see docs/tablets.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from judging.domain.rounds import RoundState, SheetState
from judging.domain.rubric import Scorer
from judging.domain.verdict import Facts, Outcome, Reason, judge_version
from judging.persistence.database import db
from judging.persistence.histories import Draft, History, SheetKey, histories_of
from judging.persistence.meetings import EntryName, Meeting, meetings_of
from judging.persistence.score_sheets import SheetRow, answers_text, notes_text
from judging.services.acts import Deeds, acts
from judging.services.sending import Sender
from judging.services.weighing import Edition, edition_of, is_possible

# Tablets are told times in whole milliseconds.
TOLD = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class SentDraft:
    """What is answered so far.

    `seen` is when the draft that the tablet last saw here was saved; `top` the identity of the
    newest version that this draft goes on from, None for a first one.
    """

    round: int
    entry: str
    scorer: Scorer
    rubric: str
    answers: Mapping[str, Decimal]
    notes: Mapping[str, str]
    seen: datetime | None
    top: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What is kept of one judge where the drafts belong."""

    meetings: dict[EntryName, Meeting]
    histories: dict[SheetKey, History]


def keep_drafts(
    drafts: Sequence[SentDraft], *, sender: Sender, at: datetime
) -> list[Reason | None]:
    """Keep what may be kept in one transaction; for each draft None, or why it is not kept.

    Where another place has drafted since `seen`, that draft stays: Reason.CONCURRENT.
    """
    if not drafts:
        return []
    edition = edition_of(db.session(), sender.competition_id)
    faults = [_fault(edition, draft) for draft in drafts]

    def keep(deeds: Deeds) -> list[Reason | None]:
        house = _look_up(deeds.session, sender.judge.id, drafts)
        reasons = [
            _why_not(house, edition, sender, draft, fault)
            for draft, fault in zip(drafts, faults, strict=True)
        ]
        kept = {
            _key(house, draft): draft
            for draft, reason in zip(drafts, reasons, strict=True)
            if not reason
        }
        _write(deeds.session, house, kept, sender, at)
        for key, draft in kept.items():
            detail: dict[str, object] = {"version": house.histories[key].next_version}
            deeds.note("sheet.drafted", f"entry:{draft.entry}", detail)
        return reasons

    return acts("drafts.sent", keep, by=sender.judge, at=at)


def _fault(edition: Edition, draft: SentDraft) -> Reason | None:
    rubric = edition.rubrics.get(draft.rubric)
    if rubric is None:
        return Reason.OTHER_RUBRIC
    return None if is_possible(rubric, draft.scorer, draft.answers) else Reason.NOT_POSSIBLE


def _look_up(session: Session, judge_id: int, drafts: Sequence[SentDraft]) -> House:
    meetings = meetings_of(session, judge_id, {(d.round, d.entry) for d in drafts})
    entry_ids = {meeting.entry_id for meeting in meetings.values()}
    return House(meetings, histories_of(session, judge_id, entry_ids))


def _key(house: House, draft: SentDraft) -> SheetKey:
    return house.meetings[draft.round, draft.entry].entry_id, draft.scorer.value


def _why_not(
    house: House, edition: Edition, sender: Sender, draft: SentDraft, fault: Reason | None
) -> Reason | None:
    """By the questions that versions are asked, as far as they fit a draft."""
    meeting = house.meetings.get((draft.round, draft.entry))
    facts = Facts(
        is_here=draft.round in edition.rounds,
        is_on_flight=meeting is not None and draft.scorer.value in meeting.scorers,
        is_of_rubric=meeting is not None and meeting.rubric == draft.rubric,
        fault=fault,
        is_withdrawn=meeting is not None and meeting.is_withdrawn,
        is_recused=meeting is not None and meeting.is_recused,
        round_state=meeting.round_state if meeting else RoundState.JUDGING,
    )
    verdict = judge_version(facts)
    if verdict.outcome is not Outcome.RECEIVED:
        return verdict.reason
    history = house.histories[_key(house, draft)]
    if history.top and (draft.top is None or draft.top in history.replaced):
        return Reason.CONCURRENT  # Handing in has overtaken it, here or on another tablet.
    other = history.draft
    return Reason.CONCURRENT if other and _is_newer(other, sender, draft) else None


def _is_newer(other: Draft, sender: Sender, draft: SentDraft) -> bool:
    if other.tablet_id is not None and other.tablet_id == sender.tablet_id:
        return False
    return draft.seen is None or other.saved_at - TOLD >= draft.seen


def _write(
    session: Session,
    house: House,
    kept: Mapping[SheetKey, SentDraft],
    sender: Sender,
    at: datetime,
) -> None:
    new, changed = [], []
    for key, draft in kept.items():
        history = house.histories[key]
        values = {
            "rubric_version": draft.rubric,
            "answers": answers_text(draft.answers),
            "notes": notes_text(draft.notes),
            "saved_at": at,
            "tablet_id": sender.tablet_id,
        }
        if history.draft:
            changed.append({"id": history.draft.id, **values})
        else:
            place = dict(zip(("entry_id", "scorer"), key, strict=True))
            place |= {"judge_id": sender.judge.id, "version": history.next_version}
            new.append({**place, "state": SheetState.DRAFT.value, **values})
    if changed:
        session.execute(update(SheetRow), changed)
    if new:
        session.execute(insert(SheetRow), new)
