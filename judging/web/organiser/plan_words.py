"""What it means that a plan of panels breaks a rule, in one sentence each."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from judging.domain.people import Person
from judging.domain.plan_checking import Broken, PlanRule
from judging.domain.rubric import Scorer
from judging.domain.words import Words
from judging.web.filters import digits, words

SENTENCES = {
    PlanRule.CONFLICT: _l("%(judge)s is in conflict with entry %(code)s of %(panel)s."),
    PlanRule.TWO_SHEETS: _l("%(judge)s is served entry %(code)s on two panels."),
    PlanRule.OTHER_GROUP: _l("%(panel)s is served entry %(code)s of another group."),
    PlanRule.LONG_FLIGHT: _l(
        "%(panel)s has a flight of %(count)s samples; no more than %(limit)s can be tasted at once."
    ),
    PlanRule.NO_SUCH_DAY: _l(
        "%(panel)s has a flight on day %(count)s; the competition has %(limit)s days."
    ),
    PlanRule.FULL_DAY: _l(
        "%(judge)s tastes %(count)s samples on day %(day)s; no more than %(limit)s are allowed."
    ),
    PlanRule.FULL_ROUND: _l(
        "%(judge)s tastes %(count)s samples; all days together hold %(limit)s."
    ),
    PlanRule.BELOW_QUORUM: _l(
        "%(panel)s has %(count)s judges and needs %(limit)s for a final score: find more who know"
        " this group well, have no conflict and have time."
    ),
    PlanRule.EMPTY_SEATS: _l(
        "%(panel)s has %(count)s judges instead of %(limit)s: nobody else knows this group well,"
        " has no conflict and has time."
    ),
    PlanRule.NOT_EXPERT: _l("%(judge)s sits on %(panel)s without expertise in its group."),
}
UNSERVED = {
    Scorer.PANEL: _l("%(count)s entries of %(group)s have no panel: nobody can sit."),
    Scorer.DESK: _l("%(count)s entries of %(group)s have no desk team: nobody can sit."),
}
DESK_SHORT = {
    PlanRule.BELOW_QUORUM: _l(
        "%(panel)s has %(count)s desk officers and needs %(limit)s for a final score."
    ),
    PlanRule.EMPTY_SEATS: _l("%(panel)s has %(count)s desk officers instead of %(limit)s."),
}
ONE_ENTRY_SHORT = _l(
    "Entry %(code)s of %(panel)s has %(count)s judges without those recused, and needs %(limit)s."
)


def told_breach(
    broken: Broken,
    people: Mapping[int, Person],
    codes: Mapping[int, str],
    groups: Mapping[str, Words],
) -> str:
    """The sentence of a broken rule, with names; `groups` are the titles by code."""
    person = people.get(broken.judge) if broken.judge else None
    facts = {
        "judge": words(person.name) if person else "",
        "code": codes.get(broken.entry, "") if broken.entry else "",
        "panel": broken.panel,
        "day": digits(broken.panel),
        "group": words(groups[broken.panel]) if broken.panel in groups else broken.panel,
        "count": digits(broken.count),
        "limit": digits(broken.limit),
    }
    return str(_sentence(broken)) % facts


def _sentence(broken: Broken) -> object:
    if broken.rule is PlanRule.UNSERVED:
        return UNSERVED[broken.scorer]
    if broken.rule is PlanRule.BELOW_QUORUM and broken.entry:
        return ONE_ENTRY_SHORT
    if broken.scorer is Scorer.DESK and broken.rule in DESK_SHORT:
        return DESK_SHORT[broken.rule]
    return SENTENCES[broken.rule]
