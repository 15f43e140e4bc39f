"""Importing a table into the registry: the dry run first, then exactly what it showed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from judging.documents.table_files import read_table
from judging.domain.names import LONGEST
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.registry_plan import Fate, Known, Planned, Read, plan_rows
from judging.domain.registry_table import columns_of, is_specimen, read_cells
from judging.domain.spelling import look_of
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.imports import ImportRow, known_products, plan_from, plan_text
from judging.persistence.writing import writing
from judging.services.acts import Deeds, act, acts
from judging.services.bringing_in import bring_in
from judging.services.looking_up import there
from judging.services.queueing import send_job, unfinished_job, write_job

PLANNING, APPLYING = "import.planned", "import.applied"
Tell = Callable[[int, int], None]
DONE = sentence("This table is in the registry already.")
THROWN_AWAY = sentence("This table was thrown away; give it again to bring it in.")
BUSY = sentence("Somebody works on this table at the moment; wait until that is done.")
NOT_YET = sentence("There is no dry run of this table yet; wait until it is made.")


def begin_import(
    by: Person, name: str, data: bytes, groups: Mapping[str, Words], at: datetime
) -> int:
    """Keep a table and let its dry run be made; the number of the import.

    `groups` are the product groups that its cells may name. Raises Refusal for a file that is no
    such table.
    """
    table = read_table(data)
    _, unknown = columns_of(table.headings)
    if not table.rows:
        raise Refusal("The table has headings, but no rows.")
    with act("import.begun", by=by, at=at) as deed:
        row = ImportRow(
            name=name[:LONGEST],
            digest=hashlib.sha256(data).hexdigest(),
            file=data,
            unknown=json.dumps(unknown, ensure_ascii=False),
            groups=json.dumps(_by_look(groups), ensure_ascii=False),
            by_id=by.id,
            made_at=at,
        )
        deed.session.add(row)
        deed.session.flush()
        import_id = row.id
        job_id = write_job(deed.session, PLANNING, import_id, by, at)
        deed.on = f"import:{import_id}"
        deed.detail |= {"digest": row.digest, "rows": len(table.rows)}
    send_job(job_id)
    return import_id


def tick_rows(
    by: Person, import_id: int, shown: Iterable[int], ticked: Iterable[int], at: datetime
) -> None:
    """Of the rows that were shown, those ticked are other products, and the others are not."""
    with act("import.ticked", by=by, at=at, on=f"import:{import_id}") as deed:
        row = _open(deed.session, import_id)
        kept = (row.ticked_rows - set(shown)) | (set(ticked) & set(shown))
        row.ticked = json.dumps(sorted(kept))
        deed.detail["rows"] = len(kept)


def order_import(by: Person, import_id: int, at: datetime) -> int:
    """Let the dry run be done; the number of the job."""
    with act("import.ordered", by=by, at=at, on=f"import:{import_id}") as deed:
        row = _open(deed.session, import_id)
        if row.plan is None:
            raise Refusal(NOT_YET)
        known = unfinished_job(deed.session, APPLYING, import_id)
        job_id = known or write_job(deed.session, APPLYING, import_id, by, at)
    send_job(job_id)
    return job_id


def throw_import_away(by: Person, import_id: int, at: datetime) -> None:
    """Forget the file and the dry run of a table that is not wanted; its name and digest stay."""
    with act("import.thrown_away", by=by, at=at, on=f"import:{import_id}") as deed:
        row = _open(deed.session, import_id)
        if any(unfinished_job(deed.session, kind, import_id) for kind in (PLANNING, APPLYING)):
            raise Refusal(BUSY)
        row.file, row.plan, row.ticked = None, None, "[]"
        deed.detail["digest"] = row.digest


def plan_import(_by: Person, import_id: int, at: datetime, tell: Tell) -> dict[str, object]:
    """Make the dry run; made twice it is the same."""
    _, plan = _plan_now(import_id, tell)
    _keep(import_id, plan_text(plan), at)
    return {"rows": len(plan)}


def apply_import(by: Person, import_id: int, at: datetime, tell: Tell) -> dict[str, object]:
    """Do what the dry run showed, all of it in one transaction, once.

    If the registry has changed so that a row would do something else, nothing is done and the
    dry run is made anew: the answer then says {"stale": True}.
    """
    if there(db.session(), ImportRow, import_id).applied_at:
        return {"again": True}
    known, plan = _plan_now(import_id, tell)
    order = _Order(import_id, known, plan, plan_text(plan))
    told = acts("registry.imported", order, _apply, by=by, at=at)
    if told is not None:
        return told
    _, plan = _plan_now(import_id, tell)
    _keep(import_id, plan_text(plan), at)
    return {"stale": True}


@dataclass(frozen=True, slots=True)
class _Order:
    """A plan, as it would be shown too, and the registry for which it was made."""

    import_id: int
    known: list[Known]
    plan: list[Planned]
    shown: str


def _apply(session: Session, orders: Sequence[Deeds[_Order]]) -> list[dict[str, object] | None]:
    return [_apply_one(session, deeds) for deeds in orders]


def _apply_one(session: Session, deeds: Deeds[_Order]) -> dict[str, object] | None:
    order = deeds.order
    row = there(session, ImportRow, order.import_id)
    if row.applied_at:
        return {"again": True}
    if row.plan != order.shown or known_products(session) != order.known:
        return None
    wanted = [planned for planned in order.plan if _is_wanted(planned, row.ticked_rows)]
    counts = bring_in(session, deeds, wanted)
    row.applied_at, row.file = deeds.at, None
    deeds.note("registry.imported", f"import:{row.id}", {"digest": row.digest, **counts})
    return dict(counts)


def _is_wanted(planned: Planned, ticked: frozenset[int]) -> bool:
    is_other = planned.fate is Fate.DUPLICATE and planned.row.number in ticked
    return is_other or planned.fate in (Fate.NEW, Fate.CHANGED)


def _plan_now(import_id: int, tell: Tell) -> tuple[list[Known], list[Planned]]:
    session = db.session()
    session.rollback()
    row = there(session, ImportRow, import_id)
    if row.file is None:
        raise Refusal(THROWN_AWAY if row.is_thrown_away else DONE)
    rows = read_rows(row.file, row.group_by_look)
    known = known_products(session)
    session.rollback()
    return known, plan_rows(rows, known, lambda done: tell(done, len(rows)))


def read_rows(data: bytes, group_by_look: Mapping[str, str]) -> list[Read]:
    """What the rows of a table say; the row that shows how rows are written is left out."""
    table = read_table(data)
    key_by_place, _ = columns_of(table.headings)
    rows = []
    for number, cells in table.rows:
        named = {key_by_place[at]: cell for at, cell in enumerate(cells) if at in key_by_place}
        if not is_specimen(named) and any(named.values()):
            rows.append(Read(number, *read_cells(named, group_by_look)))
    return rows


def _keep(import_id: int, plan: str, at: datetime) -> None:
    """Keep a dry run; ticks stay on the rows that still look like others."""
    with writing() as session:
        row = there(session, ImportRow, import_id)
        # A worker that was thought dead may come to its end long after another one did.
        if not row.has_file:
            return
        alike = {p.row.number for p in plan_from(plan) if p.fate is Fate.DUPLICATE}
        row.plan, row.planned_at = plan, at
        row.ticked = json.dumps(sorted(row.ticked_rows & alike))


def _open(session: Session, import_id: int) -> ImportRow:
    row = there(session, ImportRow, import_id)
    if row.applied_at:
        raise Refusal(DONE)
    if row.is_thrown_away:
        raise Refusal(THROWN_AWAY)
    return row


def _by_look(groups: Mapping[str, Words]) -> dict[str, str]:
    return {
        look_of(text): code
        for code, title in groups.items()
        for text in (code, title.km, title.en, f"{code} {title.km}{title.en}")
    }
