"""Standings after the announcement as lines of a table: what was frozen, computed no more."""

from judging.domain.provinces import province
from judging.domain.result import ResultEntry
from judging.domain.rubric import Rubric
from judging.domain.standing import State
from judging.web.filters import digits, words
from judging.web.organiser.naming import STATES, decided_by_words
from judging.web.organiser.standing_rows import StandingRow, gate_text, lowering_text
from judging.web.result_words import points, rank, score


def announced_row(entry: ResultEntry, rubric: Rubric) -> StandingRow:
    """One line; the spread and the disagreement of the panel are not part of a result."""
    scores = {part.code: points(part.score) for part in entry.parts}
    is_capped = entry.earned_star != entry.star
    return StandingRow(
        entry_code=entry.code,
        product=words(entry.identity.product),
        producer=words(entry.identity.producer),
        province=words(province(entry.identity.province).name),
        is_ranked=entry.state is State.RANKED,
        rank=rank(entry),
        score="" if entry.final_score is None else score(entry.final_score),
        parts=tuple(scores.get(part.code, "") for part in rubric.parts),
        star="" if entry.star is None else digits(entry.star),
        earned_star=digits(entry.earned_star) if is_capped else "",
        honour=words(entry.honour_title) if entry.honour_title else "",
        spread="",
        disagreement=(),
        state=str(STATES[entry.state]),
        reasons=(*map(gate_text, entry.gates), *map(lowering_text, entry.lowered)),
        decided_by=decided_by_words(entry.decided_by),
    )
