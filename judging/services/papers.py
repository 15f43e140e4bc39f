"""Recording which papers of an entry the desk has seen."""

from collections.abc import Collection
from datetime import datetime

from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.rounds import RoundState
from judging.domain.standard import Standard
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.loading import written
from judging.services.acts import act
from judging.services.looking_up import require_state, there


def record_papers(by: Person, entry_id: int, codes: Collection[str], at: datetime) -> None:
    """From now on exactly the papers `codes` count as seen."""
    with act("papers.recorded", by=by, at=at) as deed:
        entry = there(deed.session, EntryRow, entry_id)
        deed.on, deed.detail["papers"] = f"entry:{entry.code}", sorted(codes)
        require_state(entry.round, RoundState.ENTERING, RoundState.JUDGING)
        version = entry.round.competition.standard_version
        known = {kind.code for kind in written(deed.session, Standard, version).papers}
        for code in sorted(set(codes) - known):
            raise Refusal("The standard knows no paper “%(code)s”.", code=code)
        entry.papers = [
            *(row for row in entry.papers if row.paper in codes),
            *(
                EntryPaperRow(paper=code)
                for code in sorted(set(codes) - {row.paper for row in entry.papers})
            ),
        ]
