"""Scoring: drafts, handing in, and handing in again while the round is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.reading import asked_answers, check_answers, read_sheet
from judging.domain.refusal import NotAllowed, Refusal, SheetRefusal
from judging.domain.rounds import SheetState
from judging.domain.rubric import Scorer
from judging.domain.sheet import LONGEST_NOTE, ScoreSheet
from judging.persistence.moderated import asked_again
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import Deed, act
from judging.services.assigning import Assigned, assigned
from judging.services.papers import PaperTicks, tick_papers

Answers = Mapping[str, Decimal]
Notes = Mapping[str, str]


def save_draft(
    by: Person,
    entry_id: int,
    answers: Answers,
    notes: Notes,
    at: datetime,
    papers: PaperTicks | None = None,
    *,
    as_of: str | None = None,
) -> None:
    """Keep what is answered so far; nothing has to be whole. The desk's `papers` go with it.

    Refused where the sheet is no more in the state `as_of`, if one is given.
    """
    with act("sheet.drafted", by=by, at=at) as deed:
        place = assigned(deed.session, by, entry_id)
        deed.on = place.entry.audited
        check_answers(place.rubric, place.scorer, answers)
        _tick(deed, place, papers)
        sheet, _ = _draft(deed.session, by, place, at, as_of)
        sheet.write(answers, known_notes(place, notes))
        deed.session.add(sheet)
        deed.detail["version"] = sheet.version


def hand_in_sheet(
    by: Person,
    entry_id: int,
    answers: Answers,
    notes: Notes,
    at: datetime,
    papers: PaperTicks | None = None,
    *,
    as_of: str | None = None,
    looks_again: int | None = None,
) -> int:
    """Finish a sheet; its version. The same sheet again changes nothing.

    But it is a version where it answers the asking `looks_again`, which the judge has seen. The
    desk's `papers` go with it. Raises SheetRefusal naming the lines that are still blank.
    Refused where the sheet is no more in the state `as_of`, if one is given.
    """
    with act("sheet.handed_in", by=by, at=at) as deed:
        place = assigned(deed.session, by, entry_id)
        deed.on = place.entry.audited
        check_answers(place.rubric, place.scorer, answers)
        asked = asked_answers(place.rubric, place.scorer, answers)
        _require_whole(place, asked)
        _tick(deed, place, papers)
        sheet, last = _draft(deed.session, by, place, at, as_of)
        sheet.write(asked, known_notes(place, notes))
        sheet.looks_again = _asking(deed.session, by, place, looks_again)
        if sheet.looks_again:
            deed.detail["looks_again"] = sheet.looks_again
        elif last and (last.answers, last.notes) == (sheet.answers, sheet.notes):
            if sheet.id:  # a draft that was kept; a new one simply is not
                deed.session.delete(sheet)
            deed.detail |= {"version": last.version, "same": True}
            return last.version
        sheet.state, sheet.handed_in_at = SheetState.HANDED_IN.value, at
        deed.session.add(sheet)
        deed.detail["version"] = sheet.version
        return sheet.version


def _asking(session: Session, by: Person, place: Assigned, number: int | None) -> int | None:
    """The asking that waits for this judge, if it is the one that the judge has seen."""
    if number is None:
        return None
    waits = asked_again(session, by.id).get((place.entry.id, place.scorer.value))
    return number if waits == number else None


def _tick(deed: Deed, place: Assigned, papers: PaperTicks | None) -> None:
    if papers is None:
        return
    if place.scorer is not Scorer.DESK:
        raise NotAllowed("Papers are read at the desk.")
    deed.detail["papers"] = tick_papers(deed.session, place.entry, papers)


def _require_whole(place: Assigned, answers: Answers) -> None:
    reading = read_sheet(place.rubric, ScoreSheet("", place.scorer, answers))
    if reading.blanks:
        raise SheetRefusal(
            "Still to answer: %(count)s. Answer each criterion, then hand in.",
            reading.blanks,
            count=len(reading.blanks),
        )


def _draft(
    session: Session, by: Person, place: Assigned, at: datetime, as_of: str | None
) -> tuple[SheetRow, SheetRow | None]:
    """The open draft, or a new version that is not kept yet; and the last one handed in."""
    versions = session.scalars(
        select(SheetRow)
        .where(
            SheetRow.entry_id == place.entry.id,
            SheetRow.judge_id == by.id,
            SheetRow.scorer == place.scorer.value,
        )
        .order_by(SheetRow.version.desc())
    ).all()
    _require_newest(versions, as_of)
    last = next((sheet for sheet in versions if sheet.state == SheetState.HANDED_IN), None)
    draft = next((sheet for sheet in versions if sheet.state == SheetState.DRAFT), None)
    if draft is None:
        draft = SheetRow(
            entry_id=place.entry.id,
            judge_id=by.id,
            scorer=place.scorer.value,
            version=last.version + 1 if last else 1,
            state=SheetState.DRAFT.value,
        )
    draft.rubric_version = place.entry.group.rubric_version
    # From now on it is the page's: what the tablet still has of it is no newer.
    draft.saved_at, draft.tablet_id = at, None
    return draft, last


def _require_newest(versions: Sequence[SheetRow], as_of: str | None) -> None:
    """What came meanwhile, from another window or a tablet, is not silently replaced.

    Asked within the act: while it waited for its turn another version may have been received.
    """
    if as_of is not None and as_of != (versions[0].as_of if versions else ""):
        raise Refusal(
            "This sheet was changed in another window after you opened it. Look at it once more;"
            " press the button again to keep what stands here."
        )


def known_notes(place: Assigned, notes: Notes) -> dict[str, str]:
    """Notes on criteria of this sheet, and the note on the whole sheet under ""."""
    codes = {c.code for c in place.rubric.criteria(place.scorer)} | {""}
    kept = {code: note.strip() for code, note in notes.items() if note.strip()}
    for code in kept:
        if code not in codes:
            raise Refusal("There is no criterion %(code)s to note on.", code=code)
        if len(kept[code]) > LONGEST_NOTE:
            raise Refusal("A note has at most %(length)s characters.", length=LONGEST_NOTE)
    return kept
