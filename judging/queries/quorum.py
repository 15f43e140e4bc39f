"""To what the quorum may be lowered, and what was lowered already."""

from dataclasses import dataclass

from judging.domain.quorum import Lowering, allowed_quorums, lowered_quorum
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed, Rules
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.loading import written
from judging.persistence.quorum import lowerings_of


@dataclass(frozen=True, slots=True)
class QuorumView:
    """The quorum of an entry or of a round: by the rules, now, and each number it may become."""

    rule: Needed
    now: Needed
    lowerings: tuple[Lowering, ...]
    allowed: tuple[tuple[Scorer, int], ...]


def quorum_of(round_id: int, entry_id: int | None = None) -> QuorumView:
    """Of one entry; without one, of every entry of the round."""
    round_ = db.session.get_one(RoundRow, round_id)
    rules = written(db.session(), Rules, round_.competition.rules_version)
    lowerings = lowerings_of(db.session(), round_id).of(entry_id)
    return QuorumView(
        rule=rules.quorum,
        now=lowered_quorum(rules, lowerings),
        lowerings=lowerings,
        allowed=tuple(
            (scorer, sheets)
            for scorer in Scorer
            for sheets in reversed(allowed_quorums(rules, lowerings, scorer))
        ),
    )
