"""What the closed sets of the house are called on the organiser's pages."""

from flask_babel import gettext, lazy_gettext as _l

from judging.domain.people import Role
from judging.domain.rounds import Departure, Purpose, RoundState
from judging.domain.rubric import Effect, Scorer
from judging.domain.rules import TieStep
from judging.domain.standing import State
from judging.queries.products import Lacking
from judging.queries.whereabouts import Step

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
DEPARTURES = {
    Departure.WITHDRAWN: _l("Withdrawn"),
    Departure.DISQUALIFIED: _l("Disqualified"),
    Departure.MOVED: _l("Moved to another group"),
}
PURPOSES = {
    Purpose.COMPETING: _l("Competes"),
    Purpose.CALIBRATION: _l("Calibration sample"),
    Purpose.REPEAT: _l("Blind repeat"),
}
STEPS = {
    Step.CARRIED_FROM: _l("Carried from"),
    Step.CARRIED_TO: _l("Carried to"),
    Step.MOVED_FROM: _l("Moved from"),
    Step.MOVED_TO: _l("Moved to"),
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
    "account.limited": _l("changed how far an account reaches"),
    "competition.created": _l("made a competition"),
    "competition.thrown_away": _l("threw a trial away"),
    "entry.corrected": _l("corrected an entry"),
    "entry.entered": _l("entered a product"),
    "entry.withdrawn": _l("withdrew an entry"),
    "entry.disqualified": _l("disqualified an entry"),
    "entry.moved": _l("moved an entry to another group"),
    "round.added": _l("added a provincial round"),
    "round.carried": _l("carried leading products to the national round"),
    "round.lent": _l("made a starter file of a round"),
    "round.taken_back": _l("took a round back from the province’s server"),
    "round.begun": _l("began a round with a starter file"),
    "round.packed": _l("made a round file"),
    "round.received": _l("received a round file"),
    "round.brought_home": _l("brought a round home"),
    "gazetteer.loaded": _l("loaded places of the gazetteer"),
    "house.founded": _l("set up the first account"),
    "judge.recused": _l("recused a judge"),
    "judge.described": _l("described a judge"),
    "interest.declared": _l("declared an interest"),
    "interest.taken_back": _l("took an interest back"),
    "panel.changed": _l("changed a panel"),
    "panel.formed": _l("formed a panel"),
    "panel.joined": _l("put a judge on a panel"),
    "panel.left": _l("took a judge off a panel"),
    "quorum.lowered": _l("lowered the quorum"),
    "sample.broken": _l("marked a sample as broken"),
    "sample.replaced": _l("marked a new sample as served"),
    "panels.drawn": _l("drew the panels"),
    "repeats.planted": _l("planted blind repeats"),
    "repeats.taken_out": _l("took blind repeats out"),
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
    "proposal.made": _l("proposed what a second person confirms"),
    "proposal.taken_back": _l("took a proposal back"),
    "moderation.asked": _l("asked panels to look again"),
    "moderation.confirmed": _l("let scores stand that disagree"),
    "appeal.brought": _l("brought an appeal"),
    "appeal.decided": _l("decided an appeal"),
    "appeal.finished": _l("counted again what a second panel has judged"),
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
    "sheets.printed": _l("printed score sheets"),
    "sheet.keyed": _l("keyed a paper sheet"),
    "sheet.settled": _l("settled what two people keyed"),
    "sheet.reopened": _l("opened a paper sheet again"),
    "sheet.scanned": _l("kept the scan of a paper sheet"),
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
    "tablet": _l("Tablet"),
}
DETAILS = {
    "act": _l("What was proposed"),
    "proposed_by": _l("Proposed by"),
    "renamed": _l("Renamed"),
    "looks_again": _l("Looked again"),
    "ground": _l("Ground"),
    "outcome": _l("Outcome"),
    "replaces": _l("Replaces"),
    "revoked": _l("Revoked certificates"),
    "from": _l("From"),
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
    "panels": _l("Panels"),
    "seed": _l("Seed"),
    "sheets": _l("Score sheets"),
    "place": _l("Place"),
    "province": _l("Province"),
    "competition": _l("Competition"),
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
    "scorer": _l("Who scores"),
    "settled": _l("Settled"),
    "via": _l("By which way"),
    "keying": _l("Keying"),
    "differences": _l("Differences"),
    "name": _l("Name"),
    "registration": _l("Registration number"),
    "gazetteer": _l("Number of the place in the gazetteer"),
    "women_led": _l("Led by women"),
    "youth_led": _l("Led by young people"),
    "with_disabilities": _l("With people with disabilities"),
    "test": _l("Test"),
    "holds": _l("Answer"),
    "interest": _l("Kind of tie"),
    "subject": _l("In what"),
    "enterprise": _l("Enterprise"),
    "languages": _l("Languages"),
    "expertise": _l("Knows these groups well"),
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
