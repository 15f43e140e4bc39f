"""Making judges' cards: the secret is told once, on the card, and only its digest is kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from judging.domain.cards import check_hours, digest_of, draw_secret
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import RoundRow
from judging.persistence.panels import PanelRow, SeatRow
from judging.persistence.tablets import CardRow
from judging.services.acts import Deed, act
from judging.services.looking_up import there

CHANCE = secrets.SystemRandom()
EARLIER = sentence(
    "A card that nobody has used yet is out for: %(names)s. New cards end the earlier ones;"
    " whoever holds one could not use it any more."
)


@dataclass(frozen=True, slots=True)
class MadeCard:
    """A card as it is printed; the secret is nowhere else."""

    judge: Person
    secret: str
    expires_at: datetime


class EarlierCards(Refusal):
    """Somebody has a card that can still be used, and a new one would end it."""


def make_cards(
    by: Person,
    round_id: int,
    judge_ids: Sequence[int],
    *,
    hours: int,
    at: datetime,
    ends_earlier: bool = True,
) -> list[MadeCard]:
    """A fresh card for each judge or desk officer of the round, by sign-in name.

    An earlier card of theirs that nobody has used yet ends: only the newest can be used. Where
    that is not wanted (`ends_earlier`), EarlierCards names whose would, and none is made.
    """
    with act("cards.made", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        judges = _seated(deed.session, round_id, judge_ids)
        if not ends_earlier:
            _require_no_earlier(deed.session, round_.competition_id, judges, at)
        cards = fresh_cards(deed, round_, judges, hours=hours, at=at)
        deed.detail["judges"] = [judge.login for judge in judges]
        return cards


def fresh_cards(
    deed: Deed, round_: RoundRow, judges: Sequence[Person], *, hours: int, at: datetime
) -> list[MadeCard]:
    """Inside an act: a card each; unused ones of before end."""
    expires_at = at + timedelta(hours=check_hours(hours))
    deed.session.execute(
        update(CardRow)
        .where(
            CardRow.competition_id == round_.competition_id,
            CardRow.judge_id.in_([judge.id for judge in judges]),
            CardRow.used_at.is_(None),
            CardRow.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    cards = [MadeCard(judge, draw_secret(CHANCE), expires_at) for judge in judges]
    deed.session.add_all(
        CardRow(
            competition_id=round_.competition_id,
            round_id=round_.id,
            judge_id=card.judge.id,
            secret_digest=digest_of(card.secret),
            made_at=at,
            expires_at=expires_at,
        )
        for card in cards
    )
    deed.detail["hours"] = hours
    return cards


def _require_no_earlier(
    session: Session, competition_id: int, judges: Sequence[Person], at: datetime
) -> None:
    with_card = set(
        session.scalars(
            select(CardRow.judge_id).where(
                CardRow.competition_id == competition_id,
                CardRow.used_at.is_(None),
                CardRow.revoked_at.is_(None),
                CardRow.expires_at > at,
            )
        )
    )
    names = [judge.name for judge in judges if judge.id in with_card]
    if names:
        raise EarlierCards(
            EARLIER,
            names=Words(", ".join(n.km for n in names), ", ".join(n.en for n in names)),
        )


def _seated(session: Session, round_id: int, judge_ids: Sequence[int]) -> list[Person]:
    """The chosen people; each has to be active and to sit on a panel of the round."""
    rows = session.scalars(
        select(AccountRow)
        .join(SeatRow, SeatRow.judge_id == AccountRow.id)
        .join(PanelRow, PanelRow.id == SeatRow.panel_id)
        .where(PanelRow.round_id == round_id, AccountRow.is_active)
        .where(AccountRow.id.in_(judge_ids))
        .order_by(AccountRow.login)
        .distinct()
    ).all()
    if not judge_ids:
        raise Refusal("Choose whose cards to print.")
    if {row.id for row in rows} != set(judge_ids):
        raise Refusal("A card is for somebody who sits on a panel; form the panels first.")
    return [row.person() for row in rows]
