"""Every table, so that whoever makes or moves the database knows them all."""

from judging.persistence.accounts import AccountRow
from judging.persistence.appeals import AppealRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.gazetteer import GazetteerRow
from judging.persistence.imports import ImportRow
from judging.persistence.interests import ExpertiseRow, InterestRow, JudgeProfileRow
from judging.persistence.jobs import JobRow, WorkerRow
from judging.persistence.loans import LoanRow, RoundFileRow
from judging.persistence.moderation import AskedJudgeRow, ModerationRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.quorum import QuorumLoweringRow
from judging.persistence.results import CertificateRow, ResultEntryRow, ResultRow
from judging.persistence.samples import BrokenSampleRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.tablets import CardRow, TabletRow
from judging.persistence.written import WrittenRow

TABLES = (
    AccountRow,
    AppealRow,
    ArrivalRow,
    AskedJudgeRow,
    AuditRow,
    BrokenSampleRow,
    CardRow,
    CertificateRow,
    CompetitionRow,
    EntryPaperRow,
    EntryRow,
    ExpertiseRow,
    FindingRow,
    GazetteerRow,
    GroupRow,
    ImportRow,
    InterestRow,
    JobRow,
    JudgeProfileRow,
    KeyingRow,
    LoanRow,
    ModerationRow,
    PanelRow,
    PaperSheetRow,
    ProducerRow,
    ProductPaperRow,
    ProductRow,
    ProposalRow,
    QuorumLoweringRow,
    RecusalRow,
    ResultEntryRow,
    ResultRow,
    RoundFileRow,
    RoundRow,
    SeatRow,
    ServingRow,
    SheetRow,
    TabletRow,
    WorkerRow,
    WrittenRow,
)
