"""Who may do which act: the whole table on one page."""

from judging.domain.people import Person, Role
from judging.domain.refusal import NotAllowed, Refusal

STAFF = frozenset({Role.ADMIN, Role.ORGANISER})
SCORERS = frozenset({Role.DESK, Role.JUDGE})

MAY: dict[str, frozenset[Role]] = {
    "account.created": frozenset({Role.ADMIN}),
    "account.password_set": frozenset({Role.ADMIN}),
    "account.switched": frozenset({Role.ADMIN}),
    "account.limited": frozenset({Role.ADMIN}),
    "competition.created": STAFF,
    "competition.thrown_away": STAFF,
    "standard.renewed": STAFF,
    "round.opened": STAFF,
    "round.closed": STAFF,
    "round.reopened": STAFF,
    "producer.registered": STAFF,
    "producer.corrected": STAFF,
    "product.registered": STAFF,
    "product.corrected": STAFF,
    "product.tested": STAFF,
    "paper.recorded": STAFF,
    "paper.corrected": STAFF,
    "paper.removed": STAFF,
    "import.begun": STAFF,
    "import.ticked": STAFF,
    "import.ordered": STAFF,
    "import.thrown_away": STAFF,
    "registry.imported": STAFF,
    "gazetteer.loaded": STAFF,
    "entry.entered": STAFF,
    "entry.corrected": STAFF,
    "entry.withdrawn": STAFF,
    "entry.disqualified": STAFF,
    "entry.moved": STAFF,
    "round.added": STAFF,
    "round.carried": STAFF,
    "round.lent": STAFF,
    "round.taken_back": STAFF,
    "round.begun": STAFF,
    "round.packed": STAFF,
    "round.received": STAFF,
    "round.brought_home": STAFF,
    "papers.recorded": STAFF | {Role.DESK},
    "panel.formed": STAFF,
    "panels.drawn": STAFF,
    "repeats.planted": STAFF,
    "repeats.taken_out": STAFF,
    "panel.changed": STAFF,
    "panel.joined": STAFF,
    "panel.left": STAFF,
    "quorum.lowered": STAFF,
    "sample.broken": STAFF,
    "sample.replaced": STAFF,
    "judge.recused": STAFF | SCORERS,
    "judge.described": STAFF,
    "interest.declared": STAFF | SCORERS,
    "interest.taken_back": STAFF,
    "sheet.drafted": SCORERS,
    "sheet.handed_in": SCORERS,
    "result.announced": STAFF,
    "proposal.made": STAFF,
    "proposal.taken_back": STAFF,
    "moderation.asked": STAFF,
    "moderation.confirmed": STAFF | SCORERS,
    "appeal.brought": STAFF | {Role.PRODUCER},
    "appeal.decided": STAFF,
    "appeal.finished": STAFF,
    "versions.sent": STAFF | SCORERS,
    "drafts.sent": SCORERS,
    "sheet.came_late": STAFF | SCORERS,
    "sheet.clashed": STAFF | SCORERS,
    "sheet.waits": STAFF | SCORERS,
    "sheet.accepted": STAFF,
    "sheet.left_out": STAFF,
    "sheets.printed": STAFF,
    "sheet.keyed": STAFF,
    "sheet.settled": STAFF,
    "sheet.reopened": STAFF,
    "sheet.scanned": STAFF,
    "cards.made": STAFF,
    "enrolment.revoked": STAFF,
    "judge.moved": STAFF,
    "tablet.allowed": STAFF,
    "tablet.enrolled": SCORERS,
    "tablet.revoked": STAFF,
}

# Done by two: one person proposes, another with the same right and reach confirms.
BY_TWO = frozenset({"result.announced", "round.reopened", "entry.disqualified"})

# Of the whole country: closed to who reaches one province or one competition alone.
OF_THE_WHOLE_COUNTRY = frozenset(
    {
        "account.created",
        "account.password_set",
        "account.switched",
        "account.limited",
        "competition.created",
        "competition.thrown_away",
        "standard.renewed",
        "round.added",
        "round.lent",
        "round.taken_back",
        "round.begun",
        "round.received",
        "round.brought_home",
        "import.begun",
        "import.ticked",
        "import.ordered",
        "import.thrown_away",
        "registry.imported",
        "gazetteer.loaded",
    }
)


def require(person: Person, act: str) -> None:
    """Refuse an act that the person's role does not do, or that is out of the person's reach."""
    if not person.is_active or person.role not in MAY[act]:
        raise NotAllowed("Your account may not do this; ask an organiser.")
    if person.reach.is_limited and act in OF_THE_WHOLE_COUNTRY:
        raise NotAllowed("This is of the whole country; ask an organiser who reaches all of it.")


def require_two(by: Person, proposed_by: Person | None, act: str) -> None:
    """Refuse an act of two people unless somebody else, with the same right, proposed it."""
    if act not in BY_TWO:
        return
    if proposed_by is None or proposed_by.id == by.id:
        raise Refusal("Two people do this: somebody else has to confirm what you propose.")
    if not proposed_by.is_active or proposed_by.role not in MAY[act]:
        raise Refusal("Who proposed this may not do it any more; take it back and propose anew.")
