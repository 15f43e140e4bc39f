"""Every score sheet of the demo, planned before the first is handed in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from judging.cli.demonstration.answering import Answers, Subject, answer, meet
from judging.cli.demonstration.benches import Bench, Entered
from judging.cli.demonstration.fates import (
    CORRECTED,
    DISPUTED,
    RECUSED_BY_JUDGE,
    RECUSED_BY_ORGANISER,
    Fate,
    Key,
)
from judging.cli.demonstration.notes import Notes
from judging.cli.demonstration.tempers import ABSENT, DISPUTER, OFFICER, Temper, temper_of
from judging.cli.demonstration.timetable import scored_at
from judging.domain.people import Person
from judging.domain.rubric import Rubric, Scorer

RECUSED = (RECUSED_BY_ORGANISER, RECUSED_BY_JUDGE)
TWINS = (Fate.SAME_SCORE, Fate.SAME_SHEETS)
# Which seats fire the panel's gate; two votes are needed.
VOTES = {Fate.PANEL_GATE: (0, 1, 3), Fate.LONE_GATE: (1,)}
KINDER_AT_FIRST = 15


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """A sheet that a judge will hand in; `first` is what was handed in before and corrected."""

    at: datetime
    judge: Person
    entry_id: int
    answers: Answers
    notes: dict[str, str]
    first: Answers | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans sheets; the same seed plans the same sheets."""

    seed: int
    rubrics: Mapping[str, Rubric]
    fates: Mapping[Key, Fate]
    qualities: Mapping[Key, int]
    notes: Notes

    def plan(self, benches: Iterable[Bench]) -> list[PlannedSheet]:
        """Every sheet in the order of time."""
        sheets = [sheet for bench in benches for sheet in self._of_bench(bench)]
        return sorted(sheets, key=lambda sheet: (sheet.at, sheet.judge.login))

    def _of_bench(self, bench: Bench) -> Iterator[PlannedSheet]:
        for position, entry in enumerate(bench.entries):
            answers_by_seat = self._answers(bench, entry)
            for seat, judge in enumerate(bench.judges):
                if self._is_missing(bench, entry.key, seat):
                    continue
                answers, chance = answers_by_seat[seat], self._chance("note", bench, entry, seat)
                gate = next((c for c in self._fired(bench, entry.key, seat) if c in answers), None)
                quality = self.qualities[entry.key]
                yield PlannedSheet(
                    at=scored_at(position, len(bench.entries), seat),
                    judge=judge,
                    entry_id=entry.entry_id,
                    answers=answers,
                    notes=self.notes.draw(bench.scorer, quality, gate, chance),
                    first=self._first(bench, entry, seat),
                )

    def _is_missing(self, bench: Bench, key: Key, seat: int) -> bool:
        fate = self.fates[key]
        if fate is Fate.WITHDRAWN:
            return True
        if bench.scorer is Scorer.DESK:
            return False
        is_away = (bench.group, bench.number, seat) == ABSENT
        return is_away or (key, seat) in RECUSED or (fate is Fate.BELOW_QUORUM and seat >= 2)

    def _answers(self, bench: Bench, entry: Entered) -> list[Answers]:
        """The answers by seat; a twin's come from the entry before it in the group."""
        fate = self.fates[entry.key]
        group, index = entry.key
        model = (group, index - 1) if fate in TWINS else entry.key
        sheets = [self._answer(bench, entry, model, s) for s in range(len(bench.judges))]
        if bench.scorer is Scorer.DESK:
            return sheets
        if fate is Fate.SAME_SCORE:
            return _further_apart(sheets)
        return _swapped(sheets) if fate is Fate.SAME_SHEETS else sheets

    def _answer(
        self, bench: Bench, entry: Entered, model: Key, seat: int, kinder: int = 0
    ) -> Answers:
        rubric, fired = self.rubrics[bench.group], self._fired(bench, entry.key, seat)
        subject = self._subject(rubric, model, entry)
        chance = self._chance("answers", bench, entry, seat, model)
        temper = self._temper(bench, model, seat)
        temper = Temper(temper.mildness + kinder, temper.spread)
        return answer(rubric, bench.scorer, subject, temper, chance, fired)

    def _first(self, bench: Bench, entry: Entered, seat: int) -> Answers | None:
        if bench.scorer is Scorer.DESK or (entry.key, seat) != CORRECTED:
            return None
        return self._answer(bench, entry, entry.key, seat, KINDER_AT_FIRST)

    def _subject(self, rubric: Rubric, model: Key, entry: Entered) -> Subject:
        chance = Random(f"{self.seed} subject {model}")  # noqa: S311 a story, not a secret
        quality = self.qualities[model]
        return meet(rubric, quality, is_household=entry.is_household, chance=chance)

    def _temper(self, bench: Bench, model: Key, seat: int) -> Temper:
        if bench.scorer is Scorer.DESK:
            return OFFICER
        if model == DISPUTED:
            return DISPUTER
        return temper_of((bench.group, bench.number, seat), self.seed)

    def _fired(self, bench: Bench, key: Key, seat: int) -> tuple[str, ...]:
        """The one gate, if any, that this seat's sheet fires."""
        gates = [c.code for c in self.rubrics[bench.group].criteria(bench.scorer) if c.gate]
        fate = self.fates[key]
        if bench.scorer is Scorer.DESK:
            fires = fate is Fate.DESK_GATE
        else:
            fires = seat in VOTES.get(fate, ())
        if not (fires and gates):
            return ()
        return (Random(f"{self.seed} gate {key}").choice(gates),)  # noqa: S311 a story

    def _chance(
        self, use: str, bench: Bench, entry: Entered, seat: int, model: Key | None = None
    ) -> Random:
        name = f"{self.seed} {use} {bench.scorer} {model or entry.key} {seat}"
        return Random(name)  # noqa: S311 a story, not a secret


def _further_apart(sheets: list[Answers]) -> list[Answers]:
    """The same marks on every criterion, but the first seat has the lowest of each."""
    columns = {code: sorted(sheet[code] for sheet in sheets) for code in sheets[0]}
    return [{code: column[n] for code, column in columns.items()} for n in range(len(sheets))]


def _swapped(sheets: list[Answers]) -> list[Answers]:
    """The same sheets; the judges sit in pairs, and each pair has changed its sheets."""
    second, first, fourth, third, *rest = sheets
    return [first, second, third, fourth, *rest]
