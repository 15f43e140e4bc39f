"""A competition with a row in every table that hangs on one, for tests that throw it away."""

from uuid import uuid4

from sqlalchemy import insert

from judging.persistence.appeals import AppealRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.loans import LoanRow, RoundFileRow
from judging.persistence.moderation import AskedJudgeRow, ModerationRow
from judging.persistence.panels import RecusalRow
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.quorum import QuorumLoweringRow
from judging.persistence.samples import BrokenSampleRow
from judging.services.announcing import announce
from judging.services.competing import add_rounds, close_judging, open_judging
from tests import story as told
from tests.enrolled import enrol
from tests.provinces import KAMPOT
from tests.story import NOON, Story


def announced_whole(story: Story, tablet: int) -> Story:
    """The story's empty competition: judged, announced, and with all that can happen to one."""
    add_rounds(story.organiser, story.competition.id, [KAMPOT], NOON)
    told.seat_everyone(story, told.enter(story, 2))
    enrol(story, story.judges[0], tablet)
    open_judging(story.organiser, story.round_id, NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    _happen(story)
    return story


def _happen(story: Story) -> None:
    """What seldom happens, as rows: none of it is asked for anything here."""
    here = {"entry_id": story.entry_ids[0]}
    judge, other, by = story.judges[0].id, story.judges[1].id, story.organiser.id
    scored, why = {"scorer": "panel"}, {"reason": "because"}
    round_, digest = {"round_id": story.round_id}, {"digest": str(uuid4())}
    _keep(RecusalRow, here | why | {"judge_id": other})
    _keep(BrokenSampleRow, here | why | {"broken_at": NOON})
    _keep(QuorumLoweringRow, here | round_ | scored | why | {"sheets": 2, "lowered_at": NOON})
    asked = _keep(
        ModerationRow,
        here | scored | {"number": 1, "asked_at": NOON, "asked_by_id": by, "why": "{}"},
    )
    _keep(AskedJudgeRow, {"moderation_id": asked, "judge_id": judge, "version": 1})
    appeal = {"brought_by_id": by, "ground": "procedure", "text": "why", "received_at": NOON}
    _keep(AppealRow, here | appeal)
    sheet = _keep(PaperSheetRow, here | scored | {"judge_id": judge})
    groups = story.competition.groups
    version = {"rubric_version": next(g.rubric_version for g in groups if g.code == "FOOD")}
    keyed = {"number": 1, "first": "{}", "first_by_id": by, "first_at": NOON}
    _keep(KeyingRow, {"paper_sheet_id": sheet} | version | keyed)
    arrived = {"judge_id": judge, "via": "tablet", "arrived_at": NOON, "outcome": "received"}
    texts = {"identity": str(uuid4()), "body": "{}", "receipt": "AAAA-BBBB"}
    _keep(ArrivalRow, here | digest | arrived | texts)
    loan = _keep(
        LoanRow,
        round_ | digest | {"key": "k", "began_with": "{}", "lent_at": NOON, "by_id": by},
    )
    file = {"loan_id": loan, "name": "n", "number": 1, "file": b"f", "received_at": NOON}
    _keep(RoundFileRow, round_ | digest | file | {"by_id": by})
    open_ = {"act": "round.reopened", "subject_id": story.round_id, "by_id": by, "at": NOON}
    _keep(ProposalRow, round_ | open_ | why)
    db.session.commit()


def _keep(kind: type[Row], values: dict[str, object]) -> int:
    made = db.session.execute(insert(kind).values(values))
    (key,) = made.inserted_primary_key[:1] or (0,)
    return int(key)
