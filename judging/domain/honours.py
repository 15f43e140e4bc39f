"""Champion and further honours of a product group, under their cap; stars are never capped."""

from collections import Counter
from dataclasses import replace

from judging.domain.rules import Honours
from judging.domain.standing import Standing


def give_honours(honours: Honours, ranked: list[Standing]) -> list[Standing]:
    """The ranked standings of one group, best first, with honours given from the top.

    Together the honours stay within `cap_percent` of the ranked entries (OIV 332A/2009 allows
    medals for 30 %), but `at_least` may always be given. A place shared by more entries than
    the cap still holds is not honoured, nor any after it: the lowest drop off. An entry below
    `needs_star` gets none, and its honour passes to nobody; entries after it keep theirs.
    """
    limit = max(int(honours.cap_percent * len(ranked) / 100), honours.at_least)
    code_by_rank = _code_by_rank(honours)
    sharing_by_rank = Counter(standing.rank for standing in ranked)
    given: list[Standing] = []
    for standing in ranked:
        rank = standing.rank or 0
        is_within_cap = rank - 1 + sharing_by_rank[rank] <= limit
        has_star = (standing.star or 0) >= honours.needs_star
        code = code_by_rank.get(rank) if is_within_cap and has_star else None
        given.append(replace(standing, honour=code) if code else standing)
    return given


def _code_by_rank(honours: Honours) -> dict[int, str]:
    codes = [honour.code for honour in honours.honours for _ in range(honour.places)]
    return dict(enumerate(codes, start=1))
