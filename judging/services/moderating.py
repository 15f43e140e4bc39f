"""Moderation: a panel that disagrees too much is asked to look again; its chair may confirm."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from judging.domain.meaning import canonical_json
from judging.domain.moderation import ModerationState
from judging.domain.numbers import number_text
from judging.domain.people import Person
from judging.domain.refusal import NotAllowed, Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.tallying import panel_disagreement
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.moderated import Moderated, moderated_entries, newest_versions
from judging.persistence.moderation import AskedJudgeRow, ModerationRow
from judging.persistence.panels import PanelRow, RecusalRow, ServingRow
from judging.services.acts import Deed, act
from judging.services.looking_up import require_state, there, written
from judging.services.permissions import STAFF

NOT_ASKED_WHY = {
    None: sentence("The judges of %(code)s do not disagree too much; there is nothing to ask."),
    ModerationState.SETTLED: sentence(
        "The judges of %(code)s do not disagree too much any more; there is nothing to ask."
    ),
    ModerationState.ASKED: sentence(
        "The panel of %(code)s is asked already; wait until all have looked again."
    ),
    ModerationState.CONFIRMED: sentence(
        "The chair has confirmed what the judges of %(code)s disagree on; there is nothing to ask."
    ),
}
NOT_CONFIRMED_WHY = {
    None: NOT_ASKED_WHY[None],
    ModerationState.SETTLED: sentence(
        "The judges of %(code)s do not disagree too much any more; there is nothing to confirm."
    ),
    ModerationState.NEEDED: sentence(
        "Ask the panel of %(code)s to look again first; then the chair may confirm."
    ),
    ModerationState.CONFIRMED: sentence("What the judges of %(code)s disagree on is confirmed."),
}


def ask_to_look_again(by: Person, entry_id: int, at: datetime) -> None:
    """Ask the panel of an entry to look again, blind; once more where it still disagrees."""
    with act("moderation.asked", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        require_state(entry.round, RoundState.JUDGING)
        found = _found(deed, entry)
        state = found.state if found else None
        if found is None or state in NOT_ASKED_WHY:
            raise Refusal(NOT_ASKED_WHY[state], code=entry.code)
        deed.on = entry.audited
        _ask(deed, [found], by=by, at=at)


def ask_all_to_look_again(by: Person, round_id: int, at: datetime) -> int:
    """Ask the panels of all entries that need it and were not asked yet; how many entries."""
    with act("moderation.asked", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        require_state(round_, RoundState.JUDGING)
        needed = [
            one
            for group in round_.competition.groups
            for one in moderated_entries(deed.session, round_, group)
            if one.state is ModerationState.NEEDED
        ]
        if not needed:
            raise Refusal("No panel has to be asked to look again.")
        deed.on = f"round:{round_.code}"
        _ask(deed, needed, by=by, at=at)
        return len(needed)


def confirm_disagreement(by: Person, entry_id: int, reason: str, at: datetime) -> None:
    """Let the totals stand as they are: the chair, or an organiser on the chair's word.

    The chair does it once all have looked again; an organiser also where somebody cannot any more.
    """
    with act("moderation.confirmed", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        require_state(entry.round, RoundState.JUDGING, RoundState.CLOSED)
        found = _found(deed, entry)
        if by.role not in STAFF:
            _require_chair(deed, by, entry, found)
        state = found.state if found else None
        if found is None or found.row is None or state in NOT_CONFIRMED_WHY:
            raise Refusal(NOT_CONFIRMED_WHY[state], code=entry.code)
        if state is ModerationState.ASKED and by.role not in STAFF:
            raise Refusal("Not all judges have looked again at %(code)s; wait.", code=entry.code)
        row = found.row
        row.confirmed_because = written(reason, "Write the reason; it is kept in the audit.")
        row.confirmed_at, row.confirmed_by_id = at, by.id
        row.confirmed_totals = _numbers_text(found.tally.panel_totals)
        deed.on = entry.audited
        deed.detail |= {"number": row.number, "reason": row.confirmed_because}


def _found(deed: Deed, entry: EntryRow) -> Moderated | None:
    found = moderated_entries(deed.session, entry.round, entry.group)
    return next((one for one in found if one.entry_id == entry.id), None)


def _ask(deed: Deed, some: list[Moderated], *, by: Person, at: datetime) -> None:
    session = deed.session
    # A rubric without a panel is scored by the desk alone, and then its sheets are measured.
    for scorer, entries in _by_scorer(some):
        versions = newest_versions(session, [one.entry_id for one in entries], scorer)
        for one in entries:
            judges = map(int, one.tally.panel_totals)
            asked = [AskedJudgeRow(judge_id=j, version=versions[one.entry_id][j]) for j in judges]
            session.add(
                ModerationRow(
                    entry_id=one.entry_id,
                    scorer=scorer,
                    number=one.row.number + 1 if one.row else 1,
                    asked_at=at,
                    asked_by_id=by.id,
                    why=_numbers_text(panel_disagreement(one.tally)),
                    judges=asked,
                )
            )
    deed.detail["entries"] = sorted(one.tally.entry for one in some)


def _by_scorer(some: list[Moderated]) -> Iterator[tuple[str, list[Moderated]]]:
    for scorer in Scorer:
        entries = [one for one in some if one.tally.measured is scorer]
        if entries:
            yield scorer.value, entries


def _numbers_text(points: Mapping[str, Decimal | Fraction]) -> str:
    return canonical_json({name: number_text(number) for name, number in points.items()})


def _require_chair(deed: Deed, by: Person, entry: EntryRow, found: Moderated | None) -> None:
    scorer = found.tally.measured.value if found else Scorer.PANEL.value
    chairs = (
        select(PanelRow.id)
        .join(ServingRow, ServingRow.panel_id == PanelRow.id)
        .where(
            ServingRow.entry_id == entry.id,
            PanelRow.scorer == scorer,
            PanelRow.chair_id == by.id,
        )
    )
    recused = deed.session.get(RecusalRow, (by.id, entry.id))
    if recused or deed.session.scalar(chairs) is None:
        raise NotAllowed("Only the chair of the panel may confirm; ask an organiser.")
