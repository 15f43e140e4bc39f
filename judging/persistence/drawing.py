"""From rows to what a draw draws from: entries, judges, conflicts and the panels that stay."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from judging.domain.drawing import (
    Choices,
    DrawEntry,
    DrawJudge,
    DrawRules,
    Lots,
    PlannedFlight,
    PlannedPanel,
)
from judging.domain.people import Role
from judging.domain.rounds import Purpose
from judging.domain.rubric import Scorer
from judging.domain.rules import Rules
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.conflict_facts import recused_pairs, standing_conflicts
from judging.persistence.entries import EntryRow
from judging.persistence.interests import JudgeProfileRow
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow, ServingRow

SCORER_BY_ROLE = {Role.JUDGE: Scorer.PANEL, Role.DESK: Scorer.DESK}


def lots_of(session: Session, round_: RoundRow, choices: Choices) -> Lots:
    """What a draw of the round draws from; panels that were drawn before do not stay."""
    judges = [judge for judge in scorers_of(session, round_) if judge.id in choices.people]
    stay = PanelRow.drawn_with.is_(None)
    kept = [] if choices.replaces_formed else planned_panels(session, round_.id, stay)
    return _lots(session, round_, judges, choices.rules, kept)


def standing_lots(session: Session, round_: RoundRow) -> Lots:
    """The round with all its panels as they are, against the least that the rules ask for."""
    quorum = written(session, Rules, round_.competition.rules_version).quorum
    rules = DrawRules(days=days_of(round_), seats=quorum, quorum=quorum)
    judges, panels = scorers_of(session, round_), planned_panels(session, round_.id)
    return _lots(session, round_, judges, rules, panels)


def days_of(round_: RoundRow) -> int:
    """How many days the competition has."""
    return (round_.competition.ends_on - round_.competition.starts_on).days + 1


def scorers_of(session: Session, round_: RoundRow) -> list[DrawJudge]:
    """Every judge and desk officer whose account is on and reaches this round."""
    rows = session.execute(
        select(AccountRow.id, AccountRow.role, JudgeProfileRow)
        .outerjoin(JudgeProfileRow, JudgeProfileRow.account_id == AccountRow.id)
        .options(selectinload(JudgeProfileRow.expertise))
        .where(
            AccountRow.is_active,
            AccountRow.role.in_([role.value for role in SCORER_BY_ROLE]),
            or_(AccountRow.province.is_(None), AccountRow.province == round_.province),
            or_(
                AccountRow.competition_id.is_(None),
                AccountRow.competition_id == round_.competition_id,
            ),
        )
        .order_by(AccountRow.id)
    )
    return [
        DrawJudge(
            account_id,
            SCORER_BY_ROLE[Role(role)],
            profile.profile.expertise if profile else frozenset(),
            profile.province if profile else None,
        )
        for account_id, role, profile in rows
    ]


def _lots(
    session: Session,
    round_: RoundRow,
    judges: Sequence[DrawJudge],
    rules: DrawRules,
    kept: Sequence[PlannedPanel],
) -> Lots:
    entries = [DrawEntry(*row) for row in session.execute(_competing(round_.id))]
    people, served = {judge.id for judge in judges}, {entry.id for entry in entries}
    pairs = [(judge_id, entry_id) for judge_id in sorted(people) for entry_id in sorted(served)]
    recused = {pair for pair in recused_pairs(session, people) if pair[1] in served}
    return Lots(
        entries=tuple(sorted(entries)),
        judges=tuple(judges),
        rules=rules,
        conflicts=frozenset(standing_conflicts(session, round_.id, pairs)),
        recused=frozenset(recused),
        kept=tuple(kept),
    )


def _competing(round_id: int) -> Select[int, str]:
    return (
        select(EntryRow.id, GroupRow.code)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .where(
            EntryRow.round_id == round_id,
            EntryRow.withdrawn_because.is_(None),
            EntryRow.purpose == Purpose.COMPETING,
        )
    )


def planned_panels(
    session: Session, round_id: int, *which: ColumnElement[bool]
) -> list[PlannedPanel]:
    """The panels of a round, or `which` of them, as a plan knows them; nothing withdrawn."""
    rows = session.scalars(
        select(PanelRow)
        .where(PanelRow.round_id == round_id, *which)
        .options(
            joinedload(PanelRow.group),
            selectinload(PanelRow.seats),
            selectinload(PanelRow.servings).joinedload(ServingRow.entry),
        )
        .order_by(PanelRow.id)
    )
    return [
        PlannedPanel(
            row.name,
            row.group.code,
            Scorer(row.scorer),
            tuple(sorted(seat.judge_id for seat in row.seats)),
            row.chair_id,
            _flights(row.servings),
        )
        for row in rows
    ]


def _flights(servings: Sequence[ServingRow]) -> tuple[PlannedFlight, ...]:
    served = [serving for serving in servings if serving.entry.withdrawn_because is None]
    return tuple(
        PlannedFlight(tuple(serving.entry_id for serving in flight), flight[0].day)
        for flight in (list(group) for _, group in groupby(served, key=lambda s: s.flight))
    )
