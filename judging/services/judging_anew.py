"""A second panel judges one entry anew, after an appeal on procedure was granted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from judging.domain.appeals import Decision, Ground
from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.rules import Rules
from judging.persistence.accounts import AccountRow
from judging.persistence.appeals import AppealRow
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.persistence.results import ResultRow
from judging.services.acts import Deed, act
from judging.services.announcing_again import announce_again
from judging.services.appealing import decide, scorers_of, take_off, undecided
from judging.services.looking_up import require_state, there
from judging.services.planning import refuse_conflicts


def call_second_panel(
    by: Person, appeal_id: int, reason: str, judge_ids: Sequence[int], at: datetime
) -> int:
    """Grant the appeal: these judges score the entry anew, and nobody of the first panel.

    The sheets of the first panel are kept and do not count any more; the desk's do. What is
    announced stands until the second panel is done.
    """
    with act("appeal.decided", by=by, at=at) as deed:
        row = undecided(deed, appeal_id)
        decide(deed, row, Decision.GRANTED, reason, by=by, at=at)
        require_state(row.entry.round, RoundState.ANNOUNCED)
        if Ground(row.ground) is not Ground.PROCEDURE:
            raise Refusal("A second panel is called on procedure; for arithmetic count again.")
        first = scorers_of(deed.session, row.entry_id, Scorer.PANEL)
        _require_others(deed, row, first, judge_ids)
        take_off(deed.session, row, first)
        row.panel = _panel(row, judge_ids)
        deed.session.flush()
        refuse_conflicts(deed.session, row.panel)
        deed.detail |= {"judges": sorted(judge_ids), "name": row.panel.name}
        return row.panel.id


def _require_others(deed: Deed, row: AppealRow, first: set[int], judge_ids: Sequence[int]) -> None:
    competition = row.entry.round.competition
    needs = written(deed.session, Rules, competition.rules_version).quorum.panel
    if len(set(judge_ids)) < needs:
        raise Refusal("A second panel needs at least so many judges: %(count)s.", count=needs)
    for judge_id in judge_ids:
        judge = there(deed.session, AccountRow, judge_id).person()
        if judge.role is not Role.JUDGE or not judge.is_active or judge.id in first:
            raise Refusal("Choose judges for the second panel who have not scored the entry.")


def _panel(row: AppealRow, judge_ids: Sequence[int]) -> PanelRow:
    entry = row.entry
    return PanelRow(
        round_id=entry.round_id,
        group=entry.group,
        name=f"{entry.code} ({row.id})",
        scorer=Scorer.PANEL.value,
        seats=[SeatRow(judge_id=judge_id) for judge_id in sorted(set(judge_ids))],
        servings=[ServingRow(entry=entry, flight=1, position=1)],
    )


def finish_second_panel(by: Person, appeal_id: int, at: datetime) -> int:
    """Count again with the second panel's sheets; the version of the result that holds then.

    A panel that comes to the same changes nothing: the version of before stands.
    """
    with act("appeal.finished", by=by, at=at) as deed:
        session = deed.session
        row = there(session, AppealRow, appeal_id)
        deed.on, round_ = row.entry.audited, row.entry.round
        if row.panel is None or row.result_id is not None:
            raise Refusal("No second panel judges this entry now.")
        seated = {seat.judge_id for seat in row.panel.seats}
        missing = seated - scorers_of(session, row.entry_id, Scorer.PANEL)
        if missing:
            raise Refusal(
                "Sheets of the second panel that are missing: %(count)s. Wait for them.",
                count=len(missing),
            )
        because = row.decided_because or ""
        announced = announce_again(session, round_, because, at, judged_anew_too=row.entry_id)
        if announced:
            deed.detail |= announced.told
            row.result = announced.result
            return announced.result.version
        row.result = _newest(deed, round_.id)
        deed.detail |= {"same": True, "version": row.result.version}
        return row.result.version


def _newest(deed: Deed, round_id: int) -> ResultRow:
    last = select(func.max(ResultRow.version)).where(ResultRow.round_id == round_id)
    newest = select(ResultRow).where(
        ResultRow.round_id == round_id, ResultRow.version == last.scalar_subquery()
    )
    return deed.session.scalars(newest).one()
