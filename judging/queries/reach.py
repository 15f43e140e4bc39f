"""Whether what an address names is in somebody's reach."""

from sqlalchemy import select

from judging.domain.reach import Reach
from judging.persistence.accounts import AccountRow
from judging.persistence.appeals import AppealRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.base import Row
from judging.persistence.competitions import RoundRow, is_round
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.interests import InterestRow
from judging.persistence.loans import RoundFileRow
from judging.persistence.panels import PanelRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.reach import in_reach, is_in_reach
from judging.persistence.tablets import CardRow

# What stands in addresses, and the row of which it is the number. A tablet is looked for among
# those of the round: it is seen where a card of the round is on it, and changed where no other is.
ROWS: dict[str, type[Row]] = {
    "account_id": AccountRow,
    "appeal_id": AppealRow,
    "arrival_id": ArrivalRow,
    "enrolment_id": CardRow,
    "entry_id": EntryRow,
    "file_id": RoundFileRow,
    "interest_id": InterestRow,
    "panel_id": PanelRow,
    "paper_id": ProductPaperRow,
    "producer_id": ProducerRow,
    "product_id": ProductRow,
    "proposal_id": ProposalRow,
}
CHECKED = {"code", *ROWS}


def reaches_address(reach: Reach, places: dict[str, object]) -> bool:
    """Whether everything that stands in the places of an address is in reach."""
    if not reach.is_limited:
        return True
    if "code" in places and not _reaches_round(reach, str(places["code"])):
        return False
    return all(
        is_in_reach(db.session(), ROWS[name], number, reach)
        for name, number in places.items()
        if name in ROWS
    )


def _reaches_round(reach: Reach, code: str) -> bool:
    wanted = select(RoundRow.id).join(RoundRow.competition).where(is_round(code))
    return db.session.scalar(wanted.where(in_reach(RoundRow, reach))) is not None
