"""Lowering the quorum on the day, as far as the rules let it be lowered, with a written reason."""

from datetime import datetime

from judging.domain.people import Person
from judging.domain.quorum import allowed_quorums, lowered_quorum
from judging.domain.refusal import NotThere, Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.rules import Rules
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written as written_with
from judging.persistence.quorum import QuorumLoweringRow, lowerings_of
from judging.services.acts import Deed, act
from judging.services.looking_up import require_state, there, written

NOT_AT_ALL = sentence("The rules of this competition do not let the quorum be lowered.")


def lower_quorum(
    by: Person,
    round_id: int,
    *,
    entry_id: int | None,
    scorer: Scorer,
    sheets: int,
    reason: str,
    at: datetime,
) -> None:
    """Let so few sheets of one kind of scorer be enough: for one entry, or for the whole round."""
    with act("quorum.lowered", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        require_state(round_, RoundState.JUDGING, RoundState.CLOSED)
        deed.on = _on(deed, round_id, entry_id) if entry_id else f"round:{round_.code}"
        was = _refuse_unless_allowed(deed, round_, entry_id, scorer, sheets)
        why = written(reason, sentence("Write why the quorum is lowered."))
        deed.session.add(
            QuorumLoweringRow(
                round_id=round_id,
                entry_id=entry_id,
                scorer=scorer.value,
                sheets=sheets,
                reason=why,
                lowered_at=at,
            )
        )
        deed.detail |= {"scorer": scorer.value, "was": was, "is": sheets, "reason": why}


def _on(deed: Deed, round_id: int, entry_id: int) -> str:
    entry = there(deed.session, EntryRow, entry_id)
    if entry.round_id != round_id:
        raise NotThere("There is no such entry.")
    if entry.departure is not None:
        raise Refusal("Entry %(code)s has left the round already.", code=entry.code)
    return entry.audited


def _refuse_unless_allowed(
    deed: Deed, round_: RoundRow, entry_id: int | None, scorer: Scorer, sheets: int
) -> int:
    """The quorum of before."""
    rules = written_with(deed.session, Rules, round_.competition.rules_version)
    before = lowerings_of(deed.session, round_.id).of(entry_id)
    was = lowered_quorum(rules, before).of(scorer)
    if rules.lowest_quorum is None:
        raise Refusal(NOT_AT_ALL)
    if sheets >= was:
        raise Refusal("The quorum is %(quorum)s already; choose a smaller number.", quorum=was)
    if sheets not in allowed_quorums(rules, before, scorer):
        raise Refusal(
            "The rules let the quorum be lowered to %(lowest)s and no further; choose that.",
            lowest=rules.lowest_quorum.of(scorer),
        )
    return was
