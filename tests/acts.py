"""Every act that organisers do on something that is there, with what it is done on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from judging.domain.interests import Interest, InterestKind, JudgeProfile
from judging.domain.localities import Locality
from judging.domain.people import Person
from judging.domain.places import Place
from judging.domain.products import Finding, OriginTest
from judging.domain.provinces import province
from judging.domain.rubric import Scorer
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.panels import PanelRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.tablets import CardRow
from judging.queries.panels import panel
from judging.queries.producers import producer
from judging.queries.products import product
from judging.services import (
    announcing,
    carding,
    carrying,
    competing,
    deciding,
    declaring,
    entering,
    leaving,
    papers,
    planning,
    recording_papers,
    registering,
    revoking,
)
from tests import story as told
from tests.country import own_numbers
from tests.papers import HYGIENE
from tests.provinces import KANDAL
from tests.story import NOON, Story, new_entry, shipped

IN_KANDAL = Place(province(KANDAL))


def number(kind: type[Row], *where: object) -> int:
    """The number of the first such row."""
    return db.session.scalars(select(kind.id).where(*where).order_by(kind.id)).first() or 0


def product_of(story: Story) -> int:
    """The first product of the story."""
    return own_numbers(story)["product_id"][0]  # type: ignore[return-value]


def producer_of(story: Story) -> int:
    """Who makes it."""
    return own_numbers(story)["producer_id"][0]  # type: ignore[return-value]


def paper_of(story: Story) -> int:
    """Its paper."""
    return number(ProductPaperRow, ProductPaperRow.product_id == product_of(story))


def card_of(story: Story) -> CardRow:
    """The card with which somebody enrolled in the round."""
    return db.session.get_one(CardRow, number(CardRow, CardRow.round_id == story.round_id))


def panel_of(story: Story) -> int:
    """The first panel of the round."""
    return number(PanelRow, PanelRow.round_id == story.round_id)


def arrival_of(story: Story) -> int:
    """The sheet that waits, or did."""
    return number(ArrivalRow, ArrivalRow.entry_id.in_(story.entry_ids))


def seat(by: Person, story: Story, judge_id: int) -> object:
    """Form a panel of one judge for the last entry."""
    return planning.form_panel(
        by,
        story.round_id,
        name="Another",
        scorer=Scorer.PANEL,
        group="FOOD",
        judge_ids=[judge_id],
        chair_id=None,
        entry_ids=story.entry_ids[2:3],
        at=NOON,
    )


def change(by: Person, panel_id: int) -> None:
    """Change a panel into what it is."""
    known = panel(panel_id)
    planning.change_panel(
        by,
        panel_id,
        judge_ids=[judge.id for judge in known.judges],
        chair_id=None,
        entry_ids=[entry_id for entry_id, _ in known.entries],
        at=NOON,
    )


def tie(by: Person, judge: Person, **subject: object) -> int:
    """Declare an interest."""
    interest = Interest(InterestKind.CLIENT, "a tie", **subject)  # type: ignore[arg-type]
    return declaring.declare_interest(by, judge.id, interest, NOON)


PROFILE = JudgeProfile(Locality(IN_KANDAL))
SCAN: dict[str, object] = {"standard": shipped().standard, "scan": None, "folder": Path()}

# Each act on what is of this story, by this person.
ACTS: dict[str, Callable[[Person, Story], object]] = {
    "round.opened": lambda by, s: competing.open_judging(by, s.round_id, NOON),
    "round.closed": lambda by, s: competing.close_judging(by, s.round_id, NOON),
    "round.reopened": lambda by, s: competing.reopen_judging(
        by, s.round_id, "because", NOON, proposed_by=s.admin
    ),
    "round.carried": lambda by, s: carrying.carry_leading(by, s.round_id, [], "because", NOON),
    "result.announced": lambda by, s: announcing.announce(
        by, s.round_id, NOON, proposed_by=s.admin
    ),
    "entry.entered": lambda by, s: entering.enter_product(by, s.round_id, new_entry(9), NOON),
    "entry.corrected": lambda by, s: entering.correct_entry(by, s.entry_ids[0], new_entry(9), NOON),
    "entry.withdrawn": lambda by, s: leaving.withdraw_entry(by, s.entry_ids[0], "because", NOON),
    "entry.disqualified": lambda by, s: leaving.disqualify_entry(
        by, s.entry_ids[0], "because", NOON, proposed_by=s.admin
    ),
    "entry.moved": lambda by, s: leaving.move_entry(by, s.entry_ids[0], "DRINK", "because", NOON),
    "papers.recorded": lambda by, s: papers.record_papers(
        by, s.entry_ids[0], told.ALL_PAPERS, NOON
    ),
    "panel.formed": lambda by, s: seat(by, s, s.judges[0].id),
    "panel.changed": lambda by, s: change(by, panel_of(s)),
    "judge.recused": lambda by, s: planning.recuse(
        by, judge_id=s.judges[0].id, entry_id=s.entry_ids[0], reason="because", at=NOON
    ),
    "judge.described": lambda by, s: declaring.describe_judge(by, s.judges[0].id, PROFILE, NOON),
    "interest.declared": lambda by, s: tie(by, s.judges[0], producer_id=producer_of(s)),
    "cards.made": lambda by, s: carding.make_cards(
        by, s.round_id, [s.judges[0].id], hours=24, at=NOON
    ),
    "enrolment.revoked": lambda by, s: revoking.revoke_enrolment(by, card_of(s).id, "why", NOON),
    "judge.moved": lambda by, s: revoking.continue_elsewhere(by, card_of(s).id, hours=24, at=NOON),
    "tablet.revoked": lambda by, s: revoking.revoke_tablet(
        by, card_of(s).tablet_id or 0, "why", NOON
    ),
    "tablet.allowed": lambda by, s: revoking.allow_tablet(by, card_of(s).tablet_id or 0, NOON),
    "sheet.accepted": lambda by, s: deciding.accept_version(by, arrival_of(s), "why", NOON),
    "sheet.left_out": lambda by, s: deciding.leave_out_version(by, arrival_of(s), "why", NOON),
    "producer.corrected": lambda by, s: registering.correct_producer(
        by, producer_of(s), producer(producer_of(s)).producer, NOON
    ),
    "product.registered": lambda by, s: registering.register_product(
        by, producer_of(s), product(product_of(s)).product, NOON
    ),
    "product.corrected": lambda by, s: registering.correct_product(
        by, product_of(s), product(product_of(s)).product, NOON
    ),
    "product.tested": lambda by, s: registering.answer_origin_test(
        by, product_of(s), OriginTest.VILLAGE, Finding(True, "yes"), NOON
    ),
    "paper.recorded": lambda by, s: recording_papers.record_paper(
        by, product_of(s), replace(HYGIENE, number="N"), NOON, **SCAN
    ),
    "paper.corrected": lambda by, s: recording_papers.correct_paper(
        by, paper_of(s), replace(HYGIENE, number="N"), NOON, **SCAN
    ),
    "paper.removed": lambda by, s: recording_papers.remove_paper(by, paper_of(s), "why", NOON),
}
