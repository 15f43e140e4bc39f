"""What the closed sets of the house are called on the organiser's pages."""

from flask_babel import gettext, lazy_gettext as _l

from judging.domain.people import Role
from judging.domain.rounds import RoundState
from judging.domain.rubric import Effect, Scorer
from judging.domain.rules import TieStep
from judging.domain.standing import State
from judging.queries.products import Lacking

ROLES = {
    Role.ADMIN: _l("Administrator"),
    Role.ORGANISER: _l("Organiser"),
    Role.DESK: _l("Desk officer"),
    Role.JUDGE: _l("Judge"),
    Role.PRODUCER: _l("Producer"),
}
SCORERS = {Scorer.DESK: _l("Desk team"), Scorer.PANEL: _l("Panel")}
ROUND_STATES = {
    RoundState.ENTERING: _l("Entering"),
    RoundState.JUDGING: _l("Judging"),
    RoundState.CLOSED: _l("Closed"),
    RoundState.ANNOUNCED: _l("Announced"),
}
STATES = {
    State.RANKED: _l("Ranked"),
    State.BELOW_QUORUM: _l("Below quorum"),
    State.STOPPED: _l("Stopped"),
    State.ELIMINATED: _l("Eliminated"),
    State.WITHDRAWN: _l("Withdrawn"),
    State.DISQUALIFIED: _l("Disqualified"),
}
EFFECTS = {
    Effect.STOP: _l("Scoring stops"),
    Effect.ELIMINATE: _l("Eliminated"),
    Effect.CAP: _l("Star capped"),
}
SHEET_STATES = {
    "to_do": _l("To do"),
    "draft": _l("Draft"),
    "handed_in": _l("Handed in"),
}
ANSWERS = {None: _l("Not asked"), True: _l("Yes"), False: _l("No")}
LACKING = {
    Lacking.REGISTRATION: _l("Without a registration number"),
    Lacking.TESTS: _l("With tests not answered yet"),
    Lacking.EXPIRING: _l("With papers that expire within 90 days"),
    Lacking.EXPIRED: _l("With expired papers"),
}
ACTS = {
    "account.created": _l("made an account"),
    "account.password_set": _l("gave a new password"),
    "account.signed_in": _l("signed in"),
    "account.switched": _l("switched an account on or off"),
    "competition.created": _l("made a competition"),
    "entry.corrected": _l("corrected an entry"),
    "entry.entered": _l("entered a product"),
    "entry.withdrawn": _l("withdrew an entry"),
    "gazetteer.loaded": _l("loaded places of the gazetteer"),
    "house.founded": _l("set up the first account"),
    "judge.recused": _l("recused a judge"),
    "panel.changed": _l("changed a panel"),
    "panel.formed": _l("formed a panel"),
    "paper.corrected": _l("corrected a paper of a product"),
    "paper.recorded": _l("recorded a paper of a product"),
    "paper.removed": _l("took a paper of a product out"),
    "papers.recorded": _l("recorded papers"),
    "import.begun": _l("gave a table to import"),
    "import.ordered": _l("let a table be brought in"),
    "import.thrown_away": _l("threw a table away"),
    "import.ticked": _l("said which rows are other products"),
    "registry.imported": _l("brought a table into the registry"),
    "producer.registered": _l("registered a producer"),
    "producer.corrected": _l("corrected a producer"),
    "product.registered": _l("registered a product"),
    "product.corrected": _l("corrected a product"),
    "product.tested": _l("answered a test of a product"),
    "result.announced": _l("announced the result"),
    "round.closed": _l("closed judging"),
    "round.opened": _l("opened judging"),
    "round.reopened": _l("opened judging again"),
    "sheet.drafted": _l("kept a draft"),
    "sheet.handed_in": _l("handed in a score sheet"),
    "standard.renewed": _l("renewed the written standard"),
    "cards.made": _l("made judges’ cards"),
    "enrolment.ended": _l("ended an enrolment after too many wrong PINs"),
    "enrolment.revoked": _l("ended a judge’s work on a tablet"),
    "judge.moved": _l("moved a judge to another tablet"),
    "tablet.allowed": _l("allowed a tablet again"),
    "tablet.enrolled": _l("enrolled on a tablet"),
    "tablet.locked": _l("was locked out of a tablet for a while"),
    "tablet.revoked": _l("took a tablet out of use"),
    "tablet.unlocked": _l("signed in on a tablet"),
    "drafts.sent": _l("sent drafts from a tablet"),
    "sheet.accepted": _l("let a waiting sheet count"),
    "sheet.came_late": _l("sent a sheet older than what counts"),
    "sheet.clashed": _l("sent other contents under the identity of a sheet"),
    "sheet.left_out": _l("left out a waiting sheet"),
    "sheet.waits": _l("sent a sheet that waits for a decision"),
    "versions.sent": _l("sent sheets from a tablet"),
}
KINDS = {
    "gazetteer": _l("Gazetteer"),
    "account": _l("Account"),
    "competition": _l("Competition"),
    "entry": _l("Entry"),
    "import": _l("Import"),
    "panel": _l("Panel"),
    "producer": _l("Producer"),
    "product": _l("Product"),
    "round": _l("Round"),
    "sheet": _l("Sheet"),
}
DETAILS = {
    "renamed": _l("Renamed"),
    "paper": _l("Paper"),
    "number": _l("Number"),
    "new": _l("New"),
    "kind": _l("Kind of paper"),
    "issuer": _l("Who gave it"),
    "issued": _l("Given on"),
    "expires": _l("Good until"),
    "account": _l("Account"),
    "active": _l("On"),
    "certificates": _l("Certificates"),
    "digest": _l("Digest"),
    "rows": _l("Rows"),
    "changed": _l("Changed"),
    "producers": _l("New producers"),
    "entries": _l("Entries"),
    "form": _l("Form of the producer"),
    "group": _l("Product group"),
    "is": _l("As it is now"),
    "judge": _l("Judge"),
    "judges": _l("Judges"),
    "papers": _l("Papers"),
    "place": _l("Place"),
    "producer": _l("Producer"),
    "product": _l("Product"),
    "reason": _l("Reason"),
    "role": _l("Role"),
    "same": _l("The same again"),
    "specimen": _l("Trial"),
    "standard": _l("Standard"),
    "version": _l("Version"),
    "was": _l("Before"),
    "hours": _l("Hours"),
    "tablet": _l("Tablet"),
    "identity": _l("Identity"),
    "receipt": _l("Receipt"),
    "settled": _l("Settled"),
    "via": _l("By which way"),
    "name": _l("Name"),
    "registration": _l("Registration number"),
    "gazetteer": _l("Number of the place in the gazetteer"),
    "women_led": _l("Led by women"),
    "youth_led": _l("Led by young people"),
    "with_disabilities": _l("With people with disabilities"),
    "test": _l("Test"),
    "holds": _l("Answer"),
}


def decided_by_words(decided_by: str | None) -> str:
    """What separated an entry from those with the same final score; empty where nothing had to."""
    step, _, of = (decided_by or "").partition(":")
    match step:
        case TieStep.HIGHEST_PART if of:
            return str(gettext("more points in part %(part)s", part=of))
        case TieStep.HIGHEST_PART:
            return str(gettext("more points in the heavier part"))
        case TieStep.HIGHEST_CRITERION if of:
            return str(gettext("more points on criterion %(criterion)s", criterion=of))
        case TieStep.HIGHEST_CRITERION:
            return str(gettext("more points on the heavier criterion"))
        case TieStep.LOWEST_SPREAD:
            return str(gettext("the judges agreed more"))
        case TieStep.HEAD_TO_HEAD:
            return str(gettext("preferred by judges who scored both"))
        case _:
            return ""
