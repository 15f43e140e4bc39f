"""Appeals and what they are about, for tests."""

from datetime import timedelta

from sqlalchemy import select, update

from judging.domain.appeals import Ground
from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.results import CertificateRow, ResultEntryRow, ResultRow
from judging.persistence.score_sheets import SheetRow, answers_text
from judging.persistence.writing import writing
from judging.services.appealing import bring_appeal
from tests import story as told
from tests.story import NOON

DAY = timedelta(days=1)
TEXT = "The points of part C were added up wrongly."


def bring(story: told.Story, ground: Ground = Ground.ARITHMETIC, **other: object) -> int:
    return bring_appeal(
        story.producer, story.entry_ids[0], ground, TEXT, **({"at": NOON + DAY} | other)
    )  # type: ignore[arg-type]


def mend_sheet(entry_id: int, judge: Person, answers: dict[str, object]) -> None:
    """What a mistake of ours had kept wrongly is as the judge had meant it."""
    with writing() as session:
        session.execute(
            update(SheetRow)
            .where(SheetRow.entry_id == entry_id, SheetRow.judge_id == judge.id)
            .values(answers=answers_text(answers))  # type: ignore[arg-type]
        )


def worsen_first(story: told.Story) -> None:
    """The first entry turns out weaker than the second."""
    less = {c.code: 1 for c in story.rubric().criteria(Scorer.PANEL) if not c.gate}
    answers = told.best(story.rubric(), Scorer.PANEL, less=dict(list(less.items())[:4]))
    for judge in story.judges:
        mend_sheet(story.entry_ids[0], judge, answers)


def frozen() -> list[tuple[object, ...]]:
    """Every row of version 1, with its certificates."""
    rows = db.session.execute(
        select(ResultRow.digest, ResultRow.content, ResultRow.announced_at, ResultEntryRow.content)
        .join(ResultEntryRow, ResultEntryRow.result_id == ResultRow.id)
        .where(ResultRow.version == 1)
        .order_by(ResultEntryRow.position)
    )
    return [tuple(row) for row in rows]


def certificates() -> list[tuple[str, str, str | None]]:
    rows = db.session.scalars(select(CertificateRow).order_by(CertificateRow.number))
    return [(row.number, row.facts, row.revoked_because) for row in rows]
