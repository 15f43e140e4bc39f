"""Planting: blind repeats and calibration samples among what the panels taste, and out again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.planting import Repeat, plant
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import Purpose, RoundState
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.competitions import RoundRow
from judging.persistence.drawing import days_of
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, ServingRow
from judging.persistence.paper_sheets import PaperSheetRow
from judging.persistence.planted import open_panels, planted, tasting_panels
from judging.persistence.producers import ProductRow
from judging.persistence.quorum import QuorumLoweringRow
from judging.persistence.samples import BrokenSampleRow
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import act
from judging.services.entering import fresh_code, group_of
from judging.services.looking_up import require_state, there
from judging.services.planning import refuse_conflicts, refuse_double_seats

TOO_LATE = sentence("Repeats are planted before judging opens; this round goes on without more.")
# What may be kept of an entry that nobody has scored.
OF_AN_ENTRY = (
    ServingRow,
    RecusalRow,
    EntryPaperRow,
    BrokenSampleRow,
    QuorumLoweringRow,
    PaperSheetRow,
)


def plant_repeats(
    by: Person,
    round_id: int,
    calibrating: Mapping[str, int],
    *,
    seed: int,
    at: datetime,
    chance: Random | None = None,
) -> int:
    """Plant a blind repeat in each flight that has room; how many there are.

    `calibrating` says by the code of a product group which product all its panels taste first. The
    seed says what is repeated where; codes are drawn as ever.
    """
    with act("repeats.planted", by=by, at=at) as deed:
        session, round_ = deed.session, there(deed.session, RoundRow, round_id)
        require_state(round_, RoundState.ENTERING, otherwise=TOO_LATE)
        if session.scalar(planted(round_id).limit(1)):
            raise Refusal("Repeats are planted already; take them out before you plant anew.")
        products = _products(session, round_, calibrating)
        rows = tasting_panels(session, round_id)
        panels = {panel.id: panel for panel in rows}
        found = plant(open_panels(session, rows), frozenset(calibrating), days_of(round_), seed)
        if not found.repeats and not found.calibrated:
            raise Refusal("No flight has room for a repeat: draw or form panels first.")
        for repeat in found.repeats:
            _repeat(session, round_, panels[repeat.panel], repeat, chance)
        _calibrate(session, round_, [panels[one] for one in found.calibrated], products, chance)
        session.flush()
        touched = {repeat.panel for repeat in found.repeats} | {*found.calibrated}
        for number in sorted(touched):
            refuse_double_seats(session, panels[number])
            refuse_conflicts(session, panels[number])
        deed.on = f"round:{round_.code}"
        deed.detail["panels"] = [panel.name for panel in rows if panel.id in touched]
        deed.detail |= {"seed": seed, "repeats": len(found.repeats)}
        deed.detail["calibration"] = dict(calibrating)
        return len(found.repeats)


def take_repeats_out(by: Person, round_id: int, at: datetime) -> None:
    """Take everything out that was planted, as long as nobody has scored in the round."""
    with act("repeats.taken_out", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        require_state(round_, RoundState.ENTERING, RoundState.JUDGING)
        if not deed.session.scalar(planted(round_id).limit(1)):
            raise Refusal("No repeats are planted in this round.")
        clear_planted(deed.session, round_id)


def clear_planted(session: Session, round_id: int) -> None:
    """Take out what was planted in a round; refused once anything is scored there."""
    numbers = [entry.id for entry in session.scalars(planted(round_id))]
    if not numbers:
        return
    _refuse_scored(session, round_id)
    for kind in OF_AN_ENTRY:
        session.execute(delete(kind).where(kind.entry_id.in_(numbers)))
    session.execute(delete(EntryRow).where(EntryRow.id.in_(numbers)))
    session.expire_all()


def _refuse_scored(session: Session, round_id: int) -> None:
    """Also what waits for a decision was scored, and what was scanned or keyed from paper."""
    here = select(EntryRow.id).where(EntryRow.round_id == round_id)
    is_read = (PaperSheetRow.scan.is_not(None)) | PaperSheetRow.keyings.any()
    scored = (
        exists().where(SheetRow.entry_id.in_(here)),
        exists().where(ArrivalRow.entry_id.in_(here)),
        exists().where(PaperSheetRow.entry_id.in_(here), is_read),
    )
    if any(session.scalar(select(one)) for one in scored):
        raise Refusal("There are score sheets in this round already; what is planted stays.")


def _products(
    session: Session, round_: RoundRow, calibrating: Mapping[str, int]
) -> dict[str, ProductRow]:
    """The products to calibrate with, none of which may compete."""
    products = {}
    for code, product_id in calibrating.items():
        group = group_of(session, round_, code)
        products[group.code] = there(session, ProductRow, product_id)
        entered = select(EntryRow.code).where(
            EntryRow.round_id == round_.id, EntryRow.product_id == product_id
        )
        if entry := session.scalar(entered.limit(1)):
            raise Refusal(
                "Entry %(code)s is of this product; calibrate with one that does not compete.",
                code=entry,
            )
    if len({product.id for product in products.values()}) < len(products):
        raise Refusal("Choose another calibration sample for each product group.")
    return products


def _repeat(
    session: Session, round_: RoundRow, panel: PanelRow, repeat: Repeat, chance: Random | None
) -> None:
    original = session.get_one(EntryRow, repeat.original)
    twin = EntryRow(
        round=round_,
        group=original.group,
        product=original.product,
        code=fresh_code(session, round_.id, chance),
        purpose=Purpose.REPEAT.value,
        repeat_of_id=original.id,
    )
    _serve(panel, twin, repeat.flight, repeat.place)


def _calibrate(
    session: Session,
    round_: RoundRow,
    panels: Sequence[PanelRow],
    products: Mapping[str, ProductRow],
    chance: Random | None,
) -> None:
    """One entry for all the panels of a group, each of which begins with it."""
    entries: dict[str, EntryRow] = {}
    for panel in panels:
        code = panel.group.code
        if code not in entries:
            entries[code] = EntryRow(
                round=round_,
                group=panel.group,
                product=products[code],
                code=fresh_code(session, round_.id, chance),
                purpose=Purpose.CALIBRATION.value,
            )
        served = (one for one in panel.servings if one.entry.withdrawn_because is None)
        first = min(served, key=lambda one: (one.day or 0, one.flight))
        _serve(panel, entries[code], first.flight, 0)


def _serve(panel: PanelRow, entry: EntryRow, flight: int, place: int) -> None:
    """Serve the entry in this place of the flight; what comes after it moves on by one."""
    others = [one for one in panel.servings if one.flight == flight]
    position = others[place].position if place < len(others) else others[-1].position + 1
    for one in panel.servings:
        one.position += one.position >= position
    serving = ServingRow(entry=entry, flight=flight, day=others[0].day, position=position)
    panel.servings = sorted([*panel.servings, serving], key=lambda one: one.position)
