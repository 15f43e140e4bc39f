"""Who may do which act: the whole table on one page."""

from judging.domain.people import Person, Role
from judging.domain.refusal import NotAllowed

STAFF = frozenset({Role.ADMIN, Role.ORGANISER})
SCORERS = frozenset({Role.DESK, Role.JUDGE})

MAY: dict[str, frozenset[Role]] = {
    "account.created": frozenset({Role.ADMIN}),
    "account.password_set": frozenset({Role.ADMIN}),
    "account.switched": frozenset({Role.ADMIN}),
    "competition.created": STAFF,
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
    "papers.recorded": STAFF | {Role.DESK},
    "panel.formed": STAFF,
    "panel.changed": STAFF,
    "judge.recused": STAFF | SCORERS,
    "judge.described": STAFF,
    "interest.declared": STAFF | SCORERS,
    "interest.taken_back": STAFF,
    "sheet.drafted": SCORERS,
    "sheet.handed_in": SCORERS,
    "result.announced": STAFF,
    "versions.sent": STAFF | SCORERS,
    "drafts.sent": SCORERS,
    "sheet.came_late": STAFF | SCORERS,
    "sheet.clashed": STAFF | SCORERS,
    "sheet.waits": STAFF | SCORERS,
    "sheet.accepted": STAFF,
    "sheet.left_out": STAFF,
    "cards.made": STAFF,
    "enrolment.revoked": STAFF,
    "judge.moved": STAFF,
    "tablet.allowed": STAFF,
    "tablet.enrolled": SCORERS,
    "tablet.revoked": STAFF,
}


def require(person: Person, act: str) -> None:
    """Refuse an act that the person's role does not do."""
    if not person.is_active or person.role not in MAY[act]:
        raise NotAllowed("Your account may not do this; ask an organiser.")
