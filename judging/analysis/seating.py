"""Who sits where: a mixed-integer model of one draw, solved by HiGHS.

Kept always: nobody meets an entry that they are in conflict with, sits where they have no expertise
(unless that is allowed), or is served more than the day and the round allow. Then, in this order:
no panel below quorum, no empty seat, expertise; then even loads and mixed provinces together.
One thread and no clock: the same model gives the same seats, on any machine of the same build.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import highspy
from highspy.highs import highs_linear_expression, highs_var

from judging.domain.drawing import DrawJudge, Lots, by_lot, loads
from judging.domain.panel_sizes import PanelSize, Seats
from judging.domain.rubric import Scorer

Linear: TypeAlias = highs_linear_expression
Variable: TypeAlias = highs_var
# That seats are filled as well as can be is mostly proved at the root. The proof about loads can
# take hours where many plans are alike: there, what the first branches find is taken.
FOR_SEATS, FOR_LOADS = 1000, 10
FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible
# What one more entry on the fullest judge, one away from the even share, one judge more from a
# province that sits already, weigh against each other.
FULLEST, UNEVEN, SAME_PROVINCE = 100, 10, 1


def seat_judges(lots: Lots, scorer: Scorer, sizes: Sequence[PanelSize], seed: int) -> Seats:
    """Fill the seats of all panels at once; `seed` chooses among plans that are equally good."""
    if not sizes or not lots.scorers(scorer):
        return Seats(tuple(() for _ in sizes), {}, is_best=True)
    model = _Model(lots, scorer, sizes, seed)
    model.keep_conflicts_out()
    model.keep_days()
    short = model.shortage()
    is_best = model.minimise(short, branches=FOR_SEATS)
    # Nothing that follows may cost a seat.
    model.solver.addConstr(short <= round(model.solver.getObjectiveValue()))
    is_best &= model.minimise(model.unevenness(), branches=FOR_LOADS)
    return model.seats(is_best=is_best)


class _Model:
    """The variables of a draw: who sits where, and where entries with conflicts are."""

    def __init__(self, lots: Lots, scorer: Scorer, sizes: Sequence[PanelSize], seed: int) -> None:
        self.rules, self.sizes, self.scorer = lots.rules, sizes, scorer
        self.solver = _solver(seed)
        self.found: list[int] = []
        self.judges = lots.scorers(scorer)
        by_lot(seed, scorer).shuffle(self.judges)
        self.before = loads(tuple(panel for panel in lots.kept if panel.scorer is scorer))
        self.sits = {
            (judge.id, at): self.solver.addBinary()
            for judge in self.judges
            for at, size in enumerate(sizes)
            if judge.knows(size.group) or not self.rules.experts_only
        }
        self.conflicts = self._conflicts(lots)
        self.takes = {
            (entry, at): self.solver.addBinary()
            for entry, group in sorted({(entry, group) for _, entry, group in self.conflicts})
            for at in self._panels_of(group)
        }

    def _conflicts(self, lots: Lots) -> list[tuple[int, int, str]]:
        """Conflicts of those who are here with what is to be served, with its group."""
        group = {e: g for g, entries in lots.to_serve(self.scorer).items() for e in entries}
        here = {judge.id for judge in self.judges}
        pairs = sorted(lots.conflicts | lots.recused)
        return [(judge, e, group[e]) for judge, e in pairs if judge in here and e in group]

    def _panels_of(self, group: str) -> list[int]:
        return [at for at, size in enumerate(self.sizes) if size.group == group]

    def keep_conflicts_out(self) -> None:
        """An entry with conflicts is on one panel, where none of its conflicts sits."""
        on_panel: dict[int, list[Variable]] = defaultdict(list)
        by_entry: dict[int, list[Variable]] = defaultdict(list)
        for (entry, at), takes in self.takes.items():
            on_panel[at].append(takes)
            by_entry[entry].append(takes)
        for choices in by_entry.values():
            self.solver.addConstr(_sum(choices) == 1)
        for at, taken in on_panel.items():
            self.solver.addConstr(_sum(taken) <= self.sizes[at].entries)
        for judge, entry, group in self.conflicts:
            for at in self._panels_of(group):
                if (judge, at) in self.sits:
                    self.solver.addConstr(self.sits[judge, at] + self.takes[entry, at] <= 1)

    def keep_days(self) -> None:
        """No judge is served more than a day or the round allows; no officer reads a group twice.

        Without that last rule one desk officer could have a group that all should share.
        """
        for judge in self.judges:
            if self.scorer is Scorer.DESK:
                for group in sorted({size.group for size in self.sizes}):
                    self._at_most(1, [(1, judge, at) for at in self._panels_of(group)])
                continue
            for day in range(1, self.rules.days + 1):
                served = [(size.on(day), judge, at) for at, size in enumerate(self.sizes)]
                self._at_most(self.rules.a_day, served)
            before = self.before.get(judge.id, 0)
            whole = [(size.entries, judge, at) for at, size in enumerate(self.sizes)]
            self._at_most(max(0, self.rules.most - before), whole)

    def _at_most(self, limit: int, shares: Iterable[tuple[int, DrawJudge, int]]) -> None:
        shares = list(shares)
        terms = [
            self.sits[judge.id, at] * float(share)
            for share, judge, at in shares
            if share and (judge.id, at) in self.sits
        ]
        if sum(share for share, _, _ in shares) > limit and terms:
            self.solver.addConstr(_sum(terms) <= limit)

    def shortage(self) -> Linear:
        """Seats missing to the quorum, then empty seats, then seats without expertise."""
        wanted, quorum = self.rules.seats.of(self.scorer), self.rules.quorum.of(self.scorer)
        weight = float(wanted * len(self.sizes) + 1)
        terms = []
        for at in range(len(self.sizes)):
            sitting = [sits for (_, panel), sits in self.sits.items() if panel == at]
            empty, missing = (self.solver.addVariable(0, most) for most in (wanted, quorum))
            self.solver.addConstr(_sum([*sitting, empty]) == wanted)
            self.solver.addConstr(missing - empty >= quorum - wanted)
            terms += [missing * weight**2, empty * weight]
        known = {judge.id: judge for judge in self.judges}
        for (judge, at), sits in self.sits.items():
            if not known[judge].knows(self.sizes[at].group):
                terms.append(sits * 1.0)
        return _sum(terms)

    def unevenness(self) -> Linear:
        """How far the loads are from even, and how often a province sits twice on a panel."""
        fullest = self.solver.addVariable(0, self.solver.inf)
        terms = [fullest * float(FULLEST)]
        able = [j for j in self.judges if any((j.id, at) in self.sits for at in self._all)]
        work = sum(size.entries for size in self.sizes) * self.rules.seats.of(self.scorer)
        share = (work + sum(self.before.get(j.id, 0) for j in able)) // max(1, len(able))
        for judge in able:
            load = self._load(judge)
            off = self.solver.addVariable(0, self.solver.inf)
            self.solver.addConstr(fullest - load >= 0)
            self.solver.addConstr(off - load >= -share - 1)
            self.solver.addConstr(off + load >= share)
            terms.append(off * float(UNEVEN))
        return _sum([*terms, *self._repeated_provinces()])

    @property
    def _all(self) -> range:
        return range(len(self.sizes))

    def _load(self, judge: DrawJudge) -> Linear:
        served = [
            self.sits[judge.id, at] * float(size.entries)
            for at, size in enumerate(self.sizes)
            if (judge.id, at) in self.sits
        ]
        load: Linear = _sum(served) + float(self.before.get(judge.id, 0))
        return load

    def _repeated_provinces(self) -> list[Linear]:
        from_one: dict[tuple[int, str], list[Variable]] = defaultdict(list)
        province = {judge.id: judge.province for judge in self.judges}
        for (judge, at), sits in self.sits.items():
            if home := province[judge]:
                from_one[at, home].append(sits)
        terms = []
        for sitting in from_one.values():
            if len(sitting) > 1:
                more = self.solver.addVariable(0, len(sitting))
                self.solver.addConstr(_sum(sitting) - more <= 1)
                terms.append(more * float(SAME_PROVINCE))
        return terms

    def minimise(self, what: Linear, *, branches: int) -> bool:
        """Solve; whether it is proved that there is nothing better.

        Where the first branches find nothing that keeps the rules, what was found before stays.
        """
        self.solver.setOptionValue("mip_max_nodes", branches)
        self.solver.minimize(what)
        if self.solver.getInfo().primal_solution_status == FEASIBLE:
            self.found = [round(value) for value in self.solver.getSolution().col_value]
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def seats(self, *, is_best: bool) -> Seats:
        """The solution as numbers of judges."""
        panels: list[list[int]] = [[] for _ in self.sizes]
        for (judge, at), sits in self.sits.items():
            if self.found[sits.index]:
                panels[at].append(judge)
        where = {e: at for (e, at), takes in self.takes.items() if self.found[takes.index]}
        return Seats(tuple(tuple(sorted(panel)) for panel in panels), where, is_best)


def _solver(seed: int) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for option, value in (
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", seed),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),  # everything that is minimised is a whole number
    ):
        solver.setOptionValue(option, value)
    return solver


def _sum(terms: Iterable[Variable | Linear]) -> Linear:
    whole: Linear = highspy.Highs.qsum(terms)
    return whole
