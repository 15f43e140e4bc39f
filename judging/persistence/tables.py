"""Every table, so that whoever makes or moves the database knows them all."""

from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.gazetteer import GazetteerRow
from judging.persistence.imports import ImportRow
from judging.persistence.jobs import JobRow, WorkerRow
from judging.persistence.panels import PanelRow, RecusalRow, SeatRow, ServingRow
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.results import CertificateRow, ResultEntryRow, ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.tablets import CardRow, TabletRow
from judging.persistence.written import WrittenRow

TABLES = (
    AccountRow,
    ArrivalRow,
    AuditRow,
    CardRow,
    CertificateRow,
    CompetitionRow,
    EntryPaperRow,
    EntryRow,
    FindingRow,
    GazetteerRow,
    GroupRow,
    ImportRow,
    JobRow,
    PanelRow,
    ProducerRow,
    ProductPaperRow,
    ProductRow,
    RecusalRow,
    ResultEntryRow,
    ResultRow,
    RoundRow,
    SeatRow,
    ServingRow,
    SheetRow,
    TabletRow,
    WorkerRow,
    WrittenRow,
)
