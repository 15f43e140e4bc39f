"""Recording which papers of an entry somebody has held in the hand."""

from datetime import datetime

from sqlalchemy.orm import Session

from judging.domain.papers import PaperTicks as PaperTicks
from judging.domain.people import Person, Role
from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.standard import Standard
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.loading import written
from judging.services.acts import act
from judging.services.assigning import assigned
from judging.services.looking_up import require_state, there


def record_papers(by: Person, entry_id: int, papers: PaperTicks, at: datetime) -> None:
    """Record what was ticked and unticked; desk officers for the entries on their flight."""
    with act("papers.recorded", by=by, at=at) as deed:
        if by.role is Role.DESK:
            place = assigned(deed.session, by, entry_id)
            if place.scorer is not Scorer.DESK:
                raise NotAllowed("Papers are read at the desk.")
        entry = there(deed.session, EntryRow, entry_id)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        deed.on = entry.audited
        deed.detail["papers"] = tick_papers(deed.session, entry, papers)


def tick_papers(session: Session, entry: EntryRow, papers: PaperTicks) -> list[str]:
    """Inside an act: change the entry's papers by the difference; all that are seen now."""
    version = entry.round.competition.standard_version
    known = {kind.code for kind in written(session, Standard, version).papers}
    for code in sorted(papers.ticked - known):
        raise Refusal("The standard knows no paper “%(code)s”.", code=code)
    before = {row.paper for row in entry.papers}
    after = papers.change(before)
    entry.papers = [
        *(row for row in entry.papers if row.paper in after),
        *(EntryPaperRow(paper=code) for code in sorted(after - before)),
    ]
    return sorted(after)
