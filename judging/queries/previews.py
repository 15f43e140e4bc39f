"""What an announcement would say, group by group, before anybody decides to announce."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from judging.domain.certificates import designs_for
from judging.domain.meaning import canonical_json
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.standing import State
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.loading import written
from judging.queries.competitions import CompetitionInfo, GroupInfo
from judging.queries.standings import StandingView, standings_of


@dataclass(frozen=True, slots=True)
class Honoured:
    """An entry that would be honoured."""

    title: Words
    entry_code: str
    product: Words
    producer: Words
    star: int | None


@dataclass(frozen=True, slots=True)
class GroupPreview:
    """One group as it would be announced; entry codes where somebody should look again.

    `stated` is what the announcement would say of each entry: code, rank, star, honour, state.
    """

    group: GroupInfo
    entries_by_state: Mapping[State, int]
    entries_by_star: Mapping[int, int]
    honoured: tuple[Honoured, ...]
    certificates: int
    below_quorum: tuple[str, ...]
    disagreeing: tuple[str, ...]
    sharing: tuple[str, ...]
    stated: tuple[tuple[str | int | None, ...], ...]


def preview_of(info: CompetitionInfo) -> list[GroupPreview]:
    """The groups of the round as they stand now; certificates are the national round's."""
    session = db.session()
    rules = written(session, Rules, info.rules_version)
    standard = written(session, Standard, info.standard_version)
    return [
        preview if info.is_national else replace(preview, certificates=0)
        for group in info.groups
        for preview in [_preview(group, standings_of(info.round_id, group.code), rules, standard)]
    ]


def digest_of(previews: Sequence[GroupPreview]) -> str:
    """The SHA-256 of what the announcement would say; two equal ones say the same."""
    stated = canonical_json(tuple(preview.stated for preview in previews))
    return hashlib.sha256(stated.encode()).hexdigest()


def _preview(
    group: GroupInfo, views: list[StandingView], rules: Rules, standard: Standard
) -> GroupPreview:
    standings = [view.standing for view in views]
    honours = {honour.code: honour.title for honour in rules.honours.honours}
    return GroupPreview(
        group=group,
        entries_by_state=Counter(s.state for s in standings),
        entries_by_star=Counter(s.star for s in standings if s.star is not None),
        honoured=tuple(_honoured(view, honours) for view in views if view.standing.honour),
        certificates=sum(
            len(list(designs_for(s.state, s.honour, s.star, rules=rules, standard=standard)))
            for s in standings
        ),
        below_quorum=tuple(s.entry for s in standings if s.state is State.BELOW_QUORUM),
        disagreeing=tuple(view.standing.entry for view in views if view.disagreement),
        sharing=tuple(s.entry for s in standings if s.shared),
        stated=tuple((s.entry, s.rank, s.star, s.honour, s.state.value) for s in standings),
    )


def _honoured(view: StandingView, honours: dict[str, Words]) -> Honoured:
    standing = view.standing
    title = honours[standing.honour or ""]
    return Honoured(title, standing.entry, view.product, view.producer, standing.star)
