"""Standings as lines of a table: every number and reason spelled in the language of the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from judging.domain.provinces import province
from judging.domain.quorum import Lowering
from judging.domain.result import ResultGate, ResultLowering
from judging.domain.rubric import Rubric, Scorer
from judging.domain.rules import Rules
from judging.domain.standing import Standing, State
from judging.domain.tally import HeldGate, Shortfall
from judging.queries.standings import StandingView
from judging.web.filters import digits, words
from judging.web.organiser.naming import EFFECTS, SCORERS, STATES, decided_by_words
from judging.web.result_words import points, rank, score

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line; texts are empty where there is nothing to say."""

    entry_code: str
    product: str
    producer: str
    province: str
    is_ranked: bool
    rank: str
    score: str
    parts: tuple[str, ...]
    star: str
    earned_star: str
    honour: str
    spread: str
    disagreement: tuple[str, ...]
    state: str
    reasons: tuple[str, ...]
    decided_by: str


def standing_rows(
    views: Sequence[StandingView], rubric: Rubric, rules: Rules, judges: Names
) -> list[StandingRow]:
    """The lines of a table; `judges` gives the name behind each judge's number."""
    spell = _speller(rubric, rules, judges)
    return [spell(view) for view in views]


def _speller(rubric: Rubric, rules: Rules, judges: Names) -> Callable[[StandingView], StandingRow]:
    states = {state: str(name) for state, name in STATES.items()}
    honours = {honour.code: words(honour.title) for honour in rules.honours.honours}
    decided = {None: "", "final_score": ""}
    decided |= {tie.name: decided_by_words(tie.name) for tie in rules.ties}

    def spell(view: StandingView) -> StandingRow:
        standing = view.standing
        tally = standing.tally
        scores = tally.score_by_part if tally else {}
        is_capped = standing.earned_star != standing.star
        return StandingRow(
            entry_code=standing.entry,
            product=words(view.product),
            producer=words(view.producer),
            province=words(province(view.province).name),
            is_ranked=standing.state is State.RANKED,
            rank=rank(standing),
            score="" if standing.final_score is None else score(standing.final_score),
            parts=tuple(
                points(scores[part.code]) if part.code in scores else "" for part in rubric.parts
            ),
            star="" if standing.star is None else digits(standing.star),
            earned_star=digits(standing.earned_star) if is_capped else "",
            honour=honours.get(standing.honour or "", ""),
            spread=points(tally.spread) if tally and tally.spread is not None else "",
            disagreement=disagreement_texts(view, judges),
            state=states[standing.state],
            reasons=reason_texts(standing),
            decided_by=decided.get(standing.decided_by, ""),
        )

    return spell


def disagreement_texts(view: StandingView, judges: Names) -> tuple[str, ...]:
    """Where the panel's totals lie further apart than the rules want."""
    texts: list[str] = []
    for source, far in view.disagreement.items():
        if source == "range":
            texts.append(gettext("totals lie %(points)s points apart", points=points(far)))
        else:
            name = judges.get(source, source)
            sentence = gettext(
                "%(judge)s: %(points)s from the mean", judge=name, points=points(far)
            )
            texts.append(sentence)
    return tuple(texts)


def reason_texts(standing: Standing) -> tuple[str, ...]:
    """Every gate that holds and everything that keeps the entry below quorum."""
    shortfalls = standing.shortfalls if standing.state is State.BELOW_QUORUM else ()
    lowered = map(lowering_text, standing.lowered)
    return (*map(gate_text, standing.gates), *map(shortfall_text, shortfalls), *lowered)


def lowering_text(lowering: Lowering | ResultLowering) -> str:
    """That the quorum was lowered; the reason is the house's own and is not part of a result."""
    facts = {"scorer": SCORERS[lowering.scorer], "sheets": digits(lowering.sheets)}
    text = gettext("The quorum was lowered. %(scorer)s: %(sheets)s sheets are enough.", **facts)
    return f"{text} {lowering.reason}" if isinstance(lowering, Lowering) else str(text)


def gate_text(gate: HeldGate | ResultGate) -> str:
    """What the gate does and why."""
    if gate.star is not None:
        at_most = digits(gate.star)
        return str(
            gettext("At most %(star)s stars: %(reason)s", star=at_most, reason=words(gate.reason))
        )
    return f"{EFFECTS[gate.effect]}: {words(gate.reason)}"


def shortfall_text(shortfall: Shortfall) -> str:
    """What is there of what the quorum needs."""
    facts = {
        "scorer": SCORERS[Scorer(shortfall.scorer)],
        "has": digits(shortfall.has),
        "needs": digits(shortfall.needs),
    }
    if shortfall.line:
        facts["criterion"] = shortfall.line
        return str(gettext("%(scorer)s: %(has)s of %(needs)s marks on %(criterion)s", **facts))
    return str(gettext("%(scorer)s: %(has)s of %(needs)s sheets", **facts))
