"""Revoking: a judge's enrolment, a whole tablet; a judge who goes on with another tablet."""

from datetime import datetime

from sqlalchemy import update

from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.persistence.competitions import RoundRow
from judging.persistence.tablets import CardRow, TabletRow
from judging.services.acts import Deed, act
from judging.services.carding import MadeCard, fresh_cards
from judging.services.looking_up import there, written

WHY = sentence("Write why, in a few words.")


def revoke_enrolment(by: Person, enrolment_id: int, reason: str, at: datetime) -> None:
    """This judge works on this tablet no more; what is unsent stays on it."""
    with act("enrolment.revoked", by=by, at=at) as deed:
        _end(deed, _living(deed, enrolment_id), at)
        deed.detail["reason"] = written(reason, WHY)


def continue_elsewhere(by: Person, enrolment_id: int, *, hours: int, at: datetime) -> MadeCard:
    """The enrolment ends, and the judge gets a fresh card for another tablet."""
    with act("judge.moved", by=by, at=at) as deed:
        card = _living(deed, enrolment_id)
        _end(deed, card, at)
        judge = card.judge.person()
        if not judge.is_active:
            raise Refusal("This account is switched off; switch it on before you make a card.")
        round_ = there(deed.session, RoundRow, card.round_id or 0)
        (fresh,) = fresh_cards(deed, round_, [judge], hours=hours, at=at)
        return fresh


def revoke_tablet(by: Person, tablet_id: int, reason: str, at: datetime) -> None:
    """Nobody works on this tablet any more; no card enrols it until it is allowed again."""
    with act("tablet.revoked", by=by, at=at, on=f"tablet:{tablet_id}") as deed:
        tablet = there(deed.session, TabletRow, tablet_id)
        if tablet.revoked_at is not None:
            raise Refusal("This tablet is out of use already.")
        tablet.revoked_at, tablet.revoked_because = at, written(reason, WHY)
        deed.detail["reason"] = tablet.revoked_because
        # Or else they would live again with the tablet, and its keys prove what a thief packs.
        cards = update(CardRow).where(CardRow.tablet_id == tablet_id)
        deed.session.execute(cards.values(handover_key=None))
        deed.session.execute(cards.where(CardRow.revoked_at.is_(None)).values(revoked_at=at))


def allow_tablet(by: Person, tablet_id: int, at: datetime) -> None:
    """A tablet that was out of use may be enrolled again, by new cards."""
    with act("tablet.allowed", by=by, at=at, on=f"tablet:{tablet_id}") as deed:
        tablet = there(deed.session, TabletRow, tablet_id)
        if tablet.revoked_at is None:
            raise Refusal("This tablet is in use.")
        tablet.revoked_at = tablet.revoked_because = None


def _living(deed: Deed, enrolment_id: int) -> CardRow:
    card = there(deed.session, CardRow, enrolment_id)
    if card.used_at is None or card.revoked_at is not None:
        raise Refusal("This judge is not enrolled on this tablet any more.")
    return card


def _end(deed: Deed, card: CardRow, at: datetime) -> None:
    card.revoked_at = at
    deed.on, deed.detail["judge"] = f"tablet:{card.tablet_id}", card.judge.login
