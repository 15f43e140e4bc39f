"""What conflicts are called on the organiser's pages."""

from collections import defaultdict
from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext as _l

from judging.domain.conflicts import Conflict, ConflictKind
from judging.queries.conflicts import EntryConflict
from judging.web.filters import words

CONFLICTS = {
    ConflictKind.SAME_ENTERPRISE: _l("Same enterprise"),
    ConflictKind.SAME_PHONE: _l("Same telephone number"),
    ConflictKind.SAME_COMMUNE: _l("Same commune"),
    ConflictKind.SAME_DISTRICT: _l("Same district"),
}
# As much as a reason may hold.
LONGEST_REASON = 500


def told_conflict(conflict: Conflict) -> str:
    """One conflict in words; what was declared with its reason."""
    if conflict.interest is None:
        return str(CONFLICTS[conflict.kind])
    kind = words(conflict.interest.kind.words)
    return str(gettext("%(kind)s: %(reason)s", kind=kind, reason=conflict.interest.reason))


def reason_of(conflicts: Iterable[Conflict]) -> str:
    """The reason of a recusal for these conflicts."""
    return "; ".join(map(told_conflict, conflicts))[:LONGEST_REASON]


def codes_by_reason(entries: Iterable[EntryConflict]) -> dict[str, str]:
    """The codes of the entries by what the conflict is, so that each reason is told once."""
    codes: dict[str, list[str]] = defaultdict(list)
    for one in entries:
        codes[reason_of(one.conflicts)].append(one.code)
    return {reason: ", ".join(of_reason) for reason, of_reason in codes.items()}
