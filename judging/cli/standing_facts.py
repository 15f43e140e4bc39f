"""A standing as plain values for a file: numbers as decimal text, reasons as English sentences."""

from typing import Any

from judging.domain.numbers import number_text
from judging.domain.rubric import Effect
from judging.domain.standing import Standing
from judging.domain.tally import HeldGate, Shortfall


def standing_facts(standing: Standing) -> dict[str, Any]:
    """Everything that a reader of the result needs; `criteria` holds branches under their code."""
    score, tally = standing.final_score, standing.tally
    parts = tally.score_by_part if tally else {}
    criteria = tally.value_by_line if tally else {}
    return {
        "entry": standing.entry,
        "final_score": None if score is None else number_text(score),
        "rank": standing.rank,
        "star": standing.star,
        "earned_star": standing.earned_star,
        "shared": standing.shared,
        "decided_by": standing.decided_by,
        "state": standing.state.value,
        "honour": standing.honour,
        "parts": {code: number_text(points) for code, points in parts.items()},
        "criteria": {code: number_text(mark) for code, mark in criteria.items()},
        "gates": [_gate_facts(gate) for gate in standing.gates],
        "reasons": [
            *(_shortfall_sentence(shortfall) for shortfall in standing.shortfalls),
            *(_gate_sentence(gate) for gate in standing.gates),
        ],
    }


def _gate_facts(gate: HeldGate) -> dict[str, Any]:
    return {
        "source": gate.source,
        "effect": gate.effect.value,
        "star": gate.star,
        "votes": gate.votes,
        "reason": gate.reason.en,
    }


def _shortfall_sentence(shortfall: Shortfall) -> str:
    has, needs = shortfall.has, shortfall.needs
    if shortfall.line:
        return (
            f"Below quorum: {shortfall.line} has {has} of {needs} marks of the {shortfall.scorer}."
        )
    return f"Below quorum: the {shortfall.scorer} has {has} of {needs} whole sheets."


def _gate_sentence(gate: HeldGate) -> str:
    effects = {
        Effect.STOP: "Stopped",
        Effect.ELIMINATE: "Eliminated",
        Effect.CAP: f"At most {gate.star} stars",
    }
    return f"{effects[gate.effect]} by {gate.source}: {gate.reason.en}"
