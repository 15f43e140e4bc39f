"""What grounds, decisions and changes of appeals are called on pages."""

from flask_babel import gettext, lazy_gettext as _l

from judging.domain.appeals import Change, Decision, Facts, Ground
from judging.domain.standing import State
from judging.web.filters import digits
from judging.web.result_words import score

GROUNDS = {
    Ground.PROCEDURE: _l("Procedure: the entry was not handled as the rules say"),
    Ground.ARITHMETIC: _l("Arithmetic: the points were added up wrongly"),
}
# Each with the look of the macro `state` of the templates.
OUTCOMES = {
    None: ("draft", _l("Waits for the decision")),
    Decision.GRANTED: ("done", _l("Granted")),
    Decision.REFUSED: ("to_do", _l("Refused")),
}


def change_words(change: Change) -> tuple[str, str, str]:
    """The code, and what was announced of the entry before and now."""
    return change.code, _facts(change.before), _facts(change.after)


def _facts(facts: Facts) -> str:
    if facts.state is not State.RANKED or facts.final_score is None:
        return str(gettext("no rank"))
    return str(
        gettext(
            "final score %(score)s, rank %(rank)s, stars %(star)s",
            score=score(facts.final_score),
            rank=digits(facts.rank),
            star=digits(facts.star or 0),
        )
    )
