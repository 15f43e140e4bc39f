"""Where a paper sheet belongs: its judge, its entry, the rubric of today and what was keyed."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.keying import Keyed
from judging.domain.people import Person
from judging.domain.reading import asked_answers, check_answers, read_sheet
from judging.domain.refusal import NotThere, Refusal, SheetRefusal
from judging.domain.rounds import RoundState
from judging.domain.rubric import Line, Rubric, Scorer
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Standard
from judging.persistence.accounts import AccountRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow
from judging.services.assigning import Assigned
from judging.services.looking_up import require_state, there
from judging.services.planning import ROLE_BY_SCORER
from judging.services.scoring import known_notes

OPENED = (RoundState.JUDGING, RoundState.CLOSED, RoundState.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class PaperPlace(Assigned):
    """An entry with the judge whose sheet it is, on the flight or not: the door says of that."""

    judge: Person

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the sheet asks, in the order of the paper."""
        return self.rubric.lines_by_scorer[self.scorer]

    @property
    def rubric_version(self) -> str:
        """The version by which the group is judged today."""
        return self.entry.group.rubric_version


def paper_place(session: Session, entry_id: int, judge_id: int) -> PaperPlace:
    """The place; refused before judging opens and for who scores nothing."""
    entry = there(session, EntryRow, entry_id)
    judge = there(session, AccountRow, judge_id).person()
    require_state(entry.round, *OPENED)
    rubric = written(session, Rubric, entry.group.rubric_version)
    return PaperPlace(entry, scorer_of(judge), rubric, judge)


def scorer_of(judge: Person) -> Scorer:
    """As what somebody scores; refused for who does not."""
    for scorer, role in ROLE_BY_SCORER.items():
        if role == judge.role:
            return scorer
    raise Refusal("This person scores nothing; choose a judge or a desk officer.")


def sheet_of(session: Session, place: PaperPlace) -> PaperSheetRow:
    """The paper sheet at this place, made where nothing is known of it yet."""
    found = known_sheet(session, place.entry.id, place.judge.id)
    if found is None:
        found = PaperSheetRow(entry_id=place.entry.id, judge_id=place.judge.id)
        found.scorer = place.scorer.value
        session.add(found)
    return found


def known_sheet(session: Session, entry_id: int, judge_id: int) -> PaperSheetRow | None:
    """The paper sheet of a judge for an entry, if there is one."""
    wanted = select(PaperSheetRow).where(
        PaperSheetRow.entry_id == entry_id, PaperSheetRow.judge_id == judge_id
    )
    return session.scalars(wanted).first()


def newest_keying(session: Session, place: PaperPlace) -> KeyingRow:
    """The newest keying at this place; there has to be one that was not reopened."""
    sheet = known_sheet(session, place.entry.id, place.judge.id)
    keying = sheet.newest if sheet else None
    if keying is None or keying.reopened_at is not None:
        raise NotThere("This sheet is not keyed yet.")
    return keying


def require_rubric(keying: KeyingRow, place: PaperPlace) -> None:
    """Refuse to go on with what was keyed by a rubric that is no more judged by."""
    if keying.rubric_version != place.rubric_version:
        raise Refusal(
            "The rubric was renewed after this sheet was keyed. Open the sheet again, and let the"
            " judge score on a new one."
        )


def whole(session: Session, place: PaperPlace, keyed: Keyed) -> Keyed:
    """What was keyed as the law keeps it; SheetRefusal naming the lines that are blank."""
    check_answers(place.rubric, place.scorer, keyed.answers)
    asked = asked_answers(place.rubric, place.scorer, keyed.answers)
    blanks = read_sheet(place.rubric, ScoreSheet("", place.scorer, asked)).blanks
    if blanks:
        raise SheetRefusal(
            "Not keyed yet: %(count)s. What is blank on the paper the judge has to fill in.",
            blanks,
            count=len(blanks),
        )
    _require_known(session, place, keyed.papers)
    return Keyed(asked, known_notes(place, keyed.notes), keyed.papers)


def _require_known(session: Session, place: PaperPlace, papers: Iterable[str]) -> None:
    version = place.entry.round.competition.standard_version
    known = {kind.code for kind in written(session, Standard, version).papers}
    for code in sorted(set(papers) - known):
        raise Refusal("The standard knows no paper “%(code)s”.", code=code)
