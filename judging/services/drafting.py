"""Drafts from tablets: copies from which a replacement tablet goes on; see docs/tablets.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from judging.domain.rounds import SheetState
from judging.domain.verdict import Facts, Outcome, Reason, judge_version
from judging.domain.version import Filled
from judging.persistence.database import db
from judging.persistence.histories import Draft, History, SheetKey, histories_of
from judging.persistence.loading import known_rubric
from judging.persistence.meetings import EntryName, Meeting, meetings_of
from judging.persistence.score_sheets import SheetRow, answers_text, notes_text
from judging.services.acts import Deeds, acts
from judging.services.sending import Sender
from judging.services.weighing import is_possible

# Tablets are told times in whole milliseconds.
TOLD = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class SentDraft(Filled):
    """What is answered so far.

    `seen` is when the draft that the tablet last saw here was saved; `top` the identity of the
    newest version that this draft goes on from, None for a first one.
    """

    seen: datetime | None
    top: str | None = None


@dataclass(frozen=True, slots=True)
class SentDrafts:
    """What came at one time from one judge's tablet; each draft with what the law finds in it."""

    sender: Sender
    drafts: Sequence[tuple[SentDraft, Reason | None]]


def keep_drafts(
    drafts: Sequence[SentDraft], *, sender: Sender, at: datetime
) -> list[Reason | None]:
    """Keep what may be kept in one transaction; for each draft None, or why it is not kept.

    Where another place has drafted since `seen`, that draft stays: Reason.CONCURRENT.
    """
    if not drafts:
        return []
    sending = SentDrafts(sender, [(draft, _fault(draft)) for draft in drafts])
    return acts("drafts.sent", sending, _keep_all, by=sender.judge, at=at)


def _fault(draft: SentDraft) -> Reason | None:
    rubric = known_rubric(db.session(), draft.rubric)
    if rubric is None:
        return Reason.OTHER_RUBRIC
    return None if is_possible(rubric, draft.scorer, draft.answers) else Reason.NOT_POSSIBLE


def _keep_all(session: Session, orders: Sequence[Deeds[SentDrafts]]) -> list[list[Reason | None]]:
    return [_keep(session, deeds) for deeds in orders]


def _keep(session: Session, deeds: Deeds[SentDrafts]) -> list[Reason | None]:
    sender, drafts = deeds.order.sender, deeds.order.drafts
    judge_id = sender.judge.id
    meetings = meetings_of(session, {(judge_id, _name(draft)) for draft, _ in drafts})
    entry_ids = {meeting.entry_id for meeting in meetings.values()}
    histories, _ = histories_of(session, [judge_id], entry_ids)
    reasons, kept = [], {}
    for draft, fault in drafts:
        meeting = meetings.get((judge_id, _name(draft)))
        key = (judge_id, meeting.entry_id if meeting else 0, draft.scorer.value)
        reason = _why_not(meeting, histories[key], sender, draft, fault)
        reasons.append(reason)
        if reason is None:
            kept[key] = draft
    _write(session, histories, kept, sender, deeds.at)
    for key, draft in kept.items():
        detail: dict[str, object] = {"version": histories[key].next_version}
        deeds.note("sheet.drafted", meetings[judge_id, _name(draft)].audited, detail)
    return reasons


def _name(draft: SentDraft) -> EntryName:
    return draft.round, draft.entry


def _why_not(
    meeting: Meeting | None,
    history: History,
    sender: Sender,
    draft: SentDraft,
    fault: Reason | None,
) -> Reason | None:
    """By the questions that versions are asked, as far as they fit a draft."""
    if meeting is None:
        return Reason.NOT_ON_FLIGHT
    facts = Facts(
        is_here=meeting.competition_id == sender.competition_id,
        is_on_flight=draft.scorer.value in meeting.scorers,
        is_of_rubric=meeting.rubric == draft.rubric,
        fault=fault,
        is_withdrawn=meeting.is_withdrawn,
        is_recused=meeting.is_recused,
        round_state=meeting.round_state,
    )
    verdict = judge_version(facts)
    if verdict.outcome is not Outcome.RECEIVED:
        return verdict.reason
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
    histories: Mapping[SheetKey, History],
    kept: Mapping[SheetKey, SentDraft],
    sender: Sender,
    at: datetime,
) -> None:
    new, changed = [], []
    for key, draft in kept.items():
        history = histories[key]
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
            place = dict(zip(("judge_id", "entry_id", "scorer"), key, strict=True))
            place |= {"version": history.next_version, "state": SheetState.DRAFT.value}
            new.append(place | values)
    if changed:
        session.execute(update(SheetRow), changed)
    if new:
        session.execute(insert(SheetRow), new)
