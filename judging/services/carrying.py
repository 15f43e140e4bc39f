"""Carrying: the leading products of a province enter the national round."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundKind, RoundState
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import COMPETES, EntryPaperRow, EntryRow
from judging.persistence.leading import leading_of_round
from judging.services.acts import Deed, act
from judging.services.entering import fresh_code
from judging.services.looking_up import require_state, there, written

WHY = sentence("Write why other products lead on than their scores say.")


def carry_leading(
    by: Person,
    round_id: int,
    entry_ids: Sequence[int],
    reason: str,
    at: datetime,
    chance: Random | None = None,
) -> list[int]:
    """Let these entries of an announced provincial round lead on; their entries there.

    The papers that the province has seen go along, scores do not. What was carried before stays
    and is not entered twice, so that a reserve can follow. A choice that the scores do not make
    needs a reason, which is kept.
    """
    with act("round.carried", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        if round_.kind != RoundKind.PROVINCIAL:
            raise Refusal("Only products of a provincial round lead on to the national round.")
        require_state(round_, RoundState.ANNOUNCED, otherwise=NOT_YET)
        leading, ranked = leading_of_round(deed.session, round_)
        chosen = _chosen({one.entry_id: one.candidate.entry for one in ranked}, entry_ids)
        if not leading.is_choice_of_scores(chosen.values()):
            deed.detail["reason"] = written(reason, WHY)
        national = _national(deed.session, round_)
        carried = [_carry(deed, national, entry_id, chance) for entry_id in chosen]
        round_.carried_at = at
        deed.detail["entries"] = sorted(chosen.values())
        return carried


NOT_YET = sentence("The result of this round is not announced yet; announce it first.")


def _chosen(codes: dict[int, str], entry_ids: Sequence[int]) -> dict[int, str]:
    """The chosen entries with their codes; each has to be ranked in the announced result."""
    if not entry_ids:
        raise Refusal("Choose at least one product that leads on.")
    if set(entry_ids) - set(codes):
        raise Refusal("Only entries with a rank in the announced result lead on; choose again.")
    return {entry_id: codes[entry_id] for entry_id in dict.fromkeys(entry_ids)}


def _national(session: Session, round_: RoundRow) -> RoundRow:
    national = session.scalars(
        select(RoundRow).where(
            RoundRow.competition_id == round_.competition_id,
            RoundRow.kind == RoundKind.NATIONAL.value,
        )
    ).one()
    require_state(national, RoundState.ENTERING, otherwise=TOO_LATE)
    return national


TOO_LATE = sentence("Judging of the national round has opened; it takes no more products.")


def _carry(deed: Deed, national: RoundRow, entry_id: int, chance: Random | None) -> int:
    """The entry in the national round; one that is there already is told where it comes from."""
    session = deed.session
    entry = there(session, EntryRow, entry_id)
    known = session.scalars(
        select(EntryRow).where(
            EntryRow.round_id == national.id, EntryRow.product_id == entry.product_id, COMPETES
        )
    ).first()
    if known is not None:
        known.carried_from_id = entry.id
        return known.id
    new = EntryRow(
        round=national,
        group=entry.group,
        product_id=entry.product_id,
        code=fresh_code(session, national.id, chance),
        carried_from_id=entry.id,
        papers=[EntryPaperRow(paper=seen.paper) for seen in entry.papers],
    )
    session.add(new)
    session.flush()
    return new.id
