"""Judges who leave a panel or come to it on the day; its flights and every sheet stay."""

from datetime import datetime

from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import RoundRow
from judging.persistence.panels import PanelRow, SeatRow
from judging.services.acts import act
from judging.services.looking_up import require_state, there
from judging.services.planning import ROLE_BY_SCORER, refuse_conflicts, refuse_double_seats


def take_off_panel(by: Person, panel_id: int, judge_id: int, at: datetime) -> None:
    """A judge leaves: no sheet is asked for any more, and those that were handed in count."""
    with act("panel.left", by=by, at=at, on=f"panel:{panel_id}") as deed:
        panel = _panel_of_today(deed.session, panel_id)
        seat = deed.session.get(SeatRow, (panel_id, judge_id))
        if seat is None:
            raise Refusal("This judge does not sit on the panel any more.")
        if len(panel.seats) == 1:
            raise Refusal("Nobody would be left on the panel; put somebody else on it first.")
        deed.detail["judge"] = seat.judge.login
        panel.seats.remove(seat)
        if panel.chair_id == judge_id:
            panel.chair_id = None


def put_on_panel(by: Person, panel_id: int, judge_id: int, at: datetime) -> None:
    """A judge comes to a panel and is asked for every sheet of it."""
    with act("panel.joined", by=by, at=at, on=f"panel:{panel_id}") as deed:
        panel = _panel_of_today(deed.session, panel_id)
        judge = there(deed.session, AccountRow, judge_id)
        if judge.role != ROLE_BY_SCORER[Scorer(panel.scorer)] or not judge.is_active:
            raise Refusal("A panel seats judges, a desk team seats desk officers; choose again.")
        if deed.session.get(SeatRow, (panel_id, judge_id)):
            raise Refusal("This judge sits on the panel already.")
        panel.seats.append(SeatRow(judge_id=judge_id))
        deed.session.flush()
        refuse_double_seats(deed.session, panel)
        refuse_conflicts(deed.session, panel)
        deed.detail["judge"] = judge.login


def _panel_of_today(session: Session, panel_id: int) -> PanelRow:
    panel = there(session, PanelRow, panel_id)
    require_state(there(session, RoundRow, panel.round_id), RoundState.ENTERING, RoundState.JUDGING)
    return panel
