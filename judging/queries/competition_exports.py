"""Tables of one competition, to be taken along: entries, panels, each judge's marks, standings."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from judging.documents.workbooks import Cell, Table
from judging.domain.numbers import number_text
from judging.domain.provinces import PROVINCE_BY_ISO
from judging.domain.registry_table import both, cell_of
from judging.domain.rounds import Purpose, RoundState, SheetState
from judging.domain.rubric import Scorer
from judging.domain.standing import State
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.competitions import CompetitionInfo
from judging.queries.entries import entries_of
from judging.queries.panels import panels_of
from judging.queries.results import announced_group
from judging.queries.standings import standings_of

SCORERS = {Scorer.DESK: Words("ក្រុមការិយាល័យ", "Desk team"), Scorer.PANEL: Words("គណៈវិនិច្ឆ័យ", "Panel")}
STATES = {
    State.RANKED: Words("មានចំណាត់ថ្នាក់", "Ranked"),
    State.BELOW_QUORUM: Words("ខ្វះចំនួនសន្លឹកពិន្ទុ", "Below quorum"),
    State.STOPPED: Words("បានបញ្ឈប់", "Stopped"),
    State.ELIMINATED: Words("ត្រូវដកចេញ", "Eliminated"),
    State.WITHDRAWN: Words("បានដកចេញ", "Withdrawn"),
    State.DISQUALIFIED: Words("ត្រូវបានដកសិទ្ធិ", "Disqualified"),
}
PURPOSES = {
    Purpose.COMPETING: Words("ប្រកួត", "Competes"),
    Purpose.CALIBRATION: Words("សំណាកក្រិតពិន្ទុ", "Calibration sample"),
    Purpose.REPEAT: Words("សំណាកស្ទួន", "Blind repeat"),
}
PURPOSE = Words("គោលបំណង", "Purpose")
CODE = Words("កូដ", "Entry code")
GROUP = Words("ក្រុមផលិតផល", "Product group")
PRODUCT = (Words("ផលិតផល (ខ្មែរ)", "Product in Khmer"), Words("ផលិតផល (អង់គ្លេស)", "Product in English"))
PRODUCER = (
    Words("ផលិតករ (ខ្មែរ)", "Producer in Khmer"),
    Words("ផលិតករ (អង់គ្លេស)", "Producer in English"),
)
PROVINCE = Words("ខេត្ត", "Province")
JUDGE = Words("វិនិច្ឆ័យករ", "Judge")
LOGIN = Words("ឈ្មោះចូលប្រើ", "Sign-in name")
SCORER = Words("អ្នកដាក់ពិន្ទុ", "Scored by")


def entries_table(info: CompetitionInfo) -> Table:
    """Every entry with its product, producer and the papers that the desk has seen."""
    papers = defaultdict(list)
    seen = select(EntryPaperRow.entry_id, EntryPaperRow.paper).join(
        EntryRow, EntryRow.id == EntryPaperRow.entry_id
    )
    for entry_id, paper in db.session.execute(seen.where(EntryRow.round_id == info.round_id)):
        papers[entry_id].append(paper)
    headings = (
        CODE,
        GROUP,
        *PRODUCT,
        *PRODUCER,
        Words("ទម្រង់ផលិតករ", "Form of the producer"),
        Words("ទីកន្លែង (ខ្មែរ)", "Place in Khmer"),
        Words("ទីកន្លែង (អង់គ្លេស)", "Place in English"),
        Words("ឯកសារដែលបានឃើញ", "Papers seen"),
        Words("សន្លឹកដែលត្រូវមាន", "Sheets wanted"),
        Words("សន្លឹកដែលបានដាក់ជូន", "Sheets handed in"),
        Words("ដកចេញព្រោះ", "Withdrawn because"),
        PURPOSE,
    )
    rows: list[list[Cell]] = [
        [
            entry.code,
            entry.group,
            *_pair(entry.product),
            *_pair(entry.producer),
            cell_of("form", entry.form.value),
            *_pair(entry.place.words),
            ", ".join(sorted(papers[entry.entry_id])),
            entry.wanted,
            entry.handed_in,
            entry.withdrawn_because,
            both(PURPOSES[entry.purpose]),
        ]
        for entry in entries_of(info.round_id)
    ]
    return _table("entries", headings, rows)


def panels_table(info: CompetitionInfo) -> Table:
    """Every seat of every panel and desk team, with the entries in serving order."""
    headings = (
        JUDGE,
        LOGIN,
        GROUP,
        Words("ឈ្មោះក្រុម", "Name of the panel"),
        SCORER,
        Words("ប្រធាន", "Chair"),
        Words("កូដតាមលំដាប់", "Entries in order"),
    )
    rows: list[list[Cell]] = [
        [
            both(judge.name),
            judge.login,
            panel.group,
            panel.name,
            both(SCORERS[panel.scorer]),
            judge.id == panel.chair_id,
            ", ".join(code for _, code in panel.entries),
        ]
        for panel in panels_of(info.round_id)
        for judge in panel.judges
    ]
    return _table("panels", headings, rows)


def scores_table(info: CompetitionInfo) -> Table:
    """The newest sheet that each judge handed in for each entry, one line a criterion."""
    headings = (
        CODE,
        GROUP,
        LOGIN,
        JUDGE,
        SCORER,
        Words("កំណែ", "Version"),
        Words("ដាក់ជូននៅ", "Handed in at"),
        Words("លក្ខណៈវិនិច្ឆ័យ", "Criterion"),
        Words("ពិន្ទុ", "Points"),
        Words("កំណត់សម្គាល់", "Note"),
        PURPOSE,
    )
    return _table("scores", headings, list(_marks(info.round_id)))


def _marks(round_id: int) -> Iterator[list[Cell]]:
    later = aliased(SheetRow)
    is_later = (
        (later.entry_id == SheetRow.entry_id)
        & (later.judge_id == SheetRow.judge_id)
        & (later.scorer == SheetRow.scorer)
        & (later.state == SheetState.HANDED_IN.value)
        & (later.version > SheetRow.version)
    )
    sheets = db.session.execute(
        select(SheetRow, EntryRow.code, EntryRow.purpose, GroupRow.code, AccountRow)
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .join(AccountRow, AccountRow.id == SheetRow.judge_id)
        .where(EntryRow.round_id == round_id, SheetRow.state == SheetState.HANDED_IN.value)
        .where(~exists().where(is_later))
        .order_by(GroupRow.position, EntryRow.code, SheetRow.scorer, AccountRow.login)
    )
    for sheet, code, purpose, group, judge in sheets:
        notes = json.loads(sheet.notes)
        scorer = both(SCORERS[Scorer(sheet.scorer)])
        about: list[Cell] = [
            code,
            group,
            judge.login,
            both(judge.person().name),
            scorer,
            sheet.version,
        ]
        for criterion, points in json.loads(sheet.answers).items():
            marks: list[Cell] = [criterion, Decimal(points), notes.get(criterion, "")]
            yield [*about, sheet.handed_in_at, *marks, both(PURPOSES[Purpose(purpose)])]


def standings_table(info: CompetitionInfo) -> Table:
    """Every entry by group and rank: as announced, or else as the sheets say now."""
    headings = (
        GROUP,
        Words("ចំណាត់ថ្នាក់", "Rank"),
        Words("ចំណាត់ថ្នាក់រួមគ្នា", "Shared rank"),
        CODE,
        *PRODUCT,
        *PRODUCER,
        PROVINCE,
        Words("ពិន្ទុចុងក្រោយ", "Final score"),
        Words("ផ្កាយតាមពិន្ទុ", "Star by the score"),
        Words("ផ្កាយ", "Star"),
        Words("កិត្តិយស", "Honour"),
        Words("ស្ថានភាព", "State"),
    )
    lines = _announced if info.round_state is RoundState.ANNOUNCED else _so_far
    rows = [row for group in info.groups for row in lines(info, group.code)]
    return _table("standings", headings, rows)


def _announced(info: CompetitionInfo, group: str) -> Iterator[list[Cell]]:
    for entry in announced_group(info.code, group).values():
        about = [*_pair(entry.identity.product), *_pair(entry.identity.producer)]
        score = None if entry.final_score is None else Decimal(entry.final_score)
        honour = both(entry.honour_title) if entry.honour_title else entry.honour
        stars = [entry.earned_star, entry.star, honour]
        at = both(PROVINCE_BY_ISO[entry.identity.province].name)
        told = [*about, at, score, *stars, both(STATES[entry.state])]
        yield [group, entry.rank, entry.shared, entry.code, *told]


def _so_far(info: CompetitionInfo, group: str) -> Iterator[list[Cell]]:
    for view in standings_of(info.round_id, group):
        one = view.standing
        exact = one.tally.final_score if one.tally else None
        score = None if exact is None else Decimal(number_text(exact))
        at = both(PROVINCE_BY_ISO[view.province].name)
        told = [at, score, one.earned_star, one.star, one.honour, both(STATES[one.state])]
        about = [*_pair(view.product), *_pair(view.producer)]
        yield [group, one.rank, one.shared, one.entry, *about, *told]


def _pair(words: Words) -> list[str]:
    return [words.km, words.en]


def _table(name: str, headings: tuple[Words, ...], rows: list[list[Cell]]) -> Table:
    return Table(name, [both(words) for words in headings], rows)


COMPETITION_TABLES: dict[str, Callable[[CompetitionInfo], Table]] = {
    "entries": entries_table,
    "panels": panels_table,
    "scores": scores_table,
    "standings": standings_table,
}
