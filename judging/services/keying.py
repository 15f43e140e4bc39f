"""Keying sheets from paper: two people, then the same door as for sheets from tablets."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from judging.domain.keying import Keyed, KeyingState, Settled, differences, settle
from judging.domain.meaning import plain_number
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.verdict import Verdict
from judging.domain.version import FORMAT
from judging.persistence.paper_sheets import KeyingRow, keyed_from, keyed_text
from judging.services.acts import Deeds, act, acts
from judging.services.looking_up import require_state, written
from judging.services.paper_places import (
    PaperPlace,
    newest_keying,
    paper_place,
    require_rubric,
    sheet_of,
    whole,
)
from judging.services.receiving import receive_sendings
from judging.services.sending import Sender, Sent, Via
from judging.services.sorting import Sending
from judging.services.weighing import weigh

WHY = sentence("Write why the sheet is keyed again; it is kept in the audit.")
TOO_LATE = sentence("Judging is closed: a sheet can be opened again only while it is open.")


@dataclass(frozen=True, slots=True)
class KeyingOrder:
    """What somebody read from the paper sheet of a judge for an entry.

    `choices` settle the differences, by their names; a first or second keying has none.
    """

    entry_id: int
    judge_id: int
    keyed: Keyed
    choices: Mapping[str, Settled] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """Where the sheet stands now, and what the door made of it once it went through."""

    state: KeyingState
    verdict: Verdict | None = None


def key_sheet(by: Person, entry_id: int, judge_id: int, keyed: Keyed, at: datetime) -> Taken:
    """Keep what one person read; the second time it is compared, and goes on if nothing differs."""
    order = KeyingOrder(entry_id, judge_id, keyed)
    return acts("sheet.keyed", order, _key_all, by=by, at=at)


def settle_sheet(
    by: Person,
    entry_id: int,
    judge_id: int,
    choices: Mapping[str, Settled],
    typed: Keyed,
    at: datetime,
) -> Taken:
    """Settle every difference by what stands on the paper; the sheet then goes on.

    `typed` has what neither keying has right.
    """
    order = KeyingOrder(entry_id, judge_id, typed, choices)
    return acts("sheet.settled", order, _settle_all, by=by, at=at)


def reopen_sheet(by: Person, entry_id: int, judge_id: int, reason: str, at: datetime) -> None:
    """Let a sheet be keyed anew by two people; what counts does so until a new version has come."""
    with act("sheet.reopened", by=by, at=at) as deed:
        place = paper_place(deed.session, entry_id, judge_id)
        deed.on = place.entry.audited
        require_state(place.entry.round, RoundState.JUDGING, otherwise=TOO_LATE)
        keying = newest_keying(deed.session, place)
        keying.reopened_because = written(reason, WHY)
        keying.reopened_at, keying.reopened_by_id = at, by.id
        deed.detail |= _told(place, keying) | {"reason": keying.reopened_because}


def _key_all(session: Session, orders: Sequence[Deeds[KeyingOrder]]) -> list[Taken]:
    return [_key(session, deeds) for deeds in orders]


def _settle_all(session: Session, orders: Sequence[Deeds[KeyingOrder]]) -> list[Taken]:
    return [_settle(session, deeds) for deeds in orders]


def _key(session: Session, deeds: Deeds[KeyingOrder]) -> Taken:
    order = deeds.order
    place = paper_place(session, order.entry_id, order.judge_id)
    keyed = whole(session, place, order.keyed)
    sheet = sheet_of(session, place)
    keying = sheet.newest
    if keying is None or keying.reopened_at is not None:
        keying = _first(deeds, place, keyed, number=len(sheet.keyings) + 1)
        sheet.keyings.append(keying)
        _note(deeds, "sheet.keyed", place, keying)
        return Taken(keying.state)
    require_rubric(keying, place)
    _second(deeds, keying, keyed)
    differing = differences(place.lines, keyed_from(keying.first), keyed)
    _note(deeds, "sheet.keyed", place, keying, differences=[one.name for one in differing])
    if differing:
        return Taken(keying.state)
    return _hand_in(session, deeds, place, keying, keyed_from(keying.first))


def _first(deeds: Deeds[KeyingOrder], place: PaperPlace, keyed: Keyed, *, number: int) -> KeyingRow:
    return KeyingRow(
        number=number,
        rubric_version=place.rubric_version,
        first=keyed_text(keyed),
        first_by_id=deeds.by.id,
        first_at=deeds.at,
    )


def _second(deeds: Deeds[KeyingOrder], keying: KeyingRow, keyed: Keyed) -> None:
    if keying.second is not None:
        raise Refusal("This sheet was keyed twice already; look at it again.")
    if keying.first_by_id == deeds.by.id:
        raise Refusal("You keyed this sheet already; somebody else keys it the second time.")
    keying.second, keying.second_by_id = keyed_text(keyed), deeds.by.id
    keying.second_at = deeds.at


def _settle(session: Session, deeds: Deeds[KeyingOrder]) -> Taken:
    order = deeds.order
    place = paper_place(session, order.entry_id, order.judge_id)
    keying = newest_keying(session, place)
    if keying.state is not KeyingState.DIFFERS or keying.second is None:
        raise Refusal("Nothing is left to settle on this sheet; look at it again.")
    require_rubric(keying, place)
    first, second = keyed_from(keying.first), keyed_from(keying.second)
    by_choice = {
        Settled.FIRST: first,
        Settled.SECOND: second,
        Settled.NEITHER: order.keyed,
    }
    chosen = {name: by_choice[choice] for name, choice in order.choices.items()}
    right = whole(session, place, settle(place.lines, first, second, chosen))
    keying.settled, keying.settled_by_id = keyed_text(right), deeds.by.id
    keying.settled_at = deeds.at
    _note(deeds, "sheet.settled", place, keying)
    return _hand_in(session, deeds, place, keying, right)


def _hand_in(
    session: Session,
    deeds: Deeds[KeyingOrder],
    place: PaperPlace,
    keying: KeyingRow,
    keyed: Keyed,
) -> Taken:
    """Send the sheet through the door as its judge's; it replaces what this paper was before."""
    keying.identity = str(uuid4())
    session.flush()
    text = _version_text(place, keying, keyed, deeds.at)
    sender = Sender(place.judge, place.entry.round.competition_id, None, Via.PAPER)
    sending = Sending(sender, [weigh(session, Sent(keying.identity, text))], deeds.at)
    # What the door notes stands with what was keyed.
    through_door = Deeds(sending, deeds.by, deeds.at, deeds.lines)
    [[answer]] = receive_sendings(session, [through_door])
    return Taken(keying.state, answer.verdict)


def _version_text(place: PaperPlace, keying: KeyingRow, keyed: Keyed, at: datetime) -> str:
    """The sheet as a tablet would have written it (docs/tablets.md)."""
    before = [one.identity for one in keying.sheet.keyings if one.identity and one is not keying]
    papers = {"ticked": sorted(keyed.papers), "shown": []}
    plain = {
        "format": FORMAT,
        "identity": keying.identity,
        "competition": place.entry.round.competition.identity,
        "round": place.entry.round_id,
        "judge": place.judge.id,
        "entry": place.entry.code,
        "scorer": place.scorer.value,
        "rubric": keying.rubric_version,
        "answers": {code: plain_number(points) for code, points in keyed.answers.items()},
        "notes": dict(keyed.notes),
        "papers": papers if place.scorer is Scorer.DESK else None,
        "before": before,
        "made_at": at.isoformat(),
    }
    return json.dumps(plain, ensure_ascii=False)


def _note(
    deeds: Deeds[KeyingOrder], name: str, place: PaperPlace, keying: KeyingRow, **more: object
) -> None:
    deeds.note(name, place.entry.audited, _told(place, keying) | more)


def _told(place: PaperPlace, keying: KeyingRow) -> dict[str, object]:
    """For the audit; never what was keyed: who keys the second time may read the audit."""
    return {"judge": place.judge.login, "keying": keying.number}
