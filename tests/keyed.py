"""Sheets keyed from paper, for tests: two people of the secretariat and what they read."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select

from judging.domain.keying import Keyed
from judging.domain.people import Person, Role
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.paper_sheets import KeyingRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.panels import panels_of
from judging.services.keying import Taken, key_sheet
from tests import story as told
from tests.story import NOON


def read_by(
    story: told.Story,
    judge: Person,
    *,
    less: Mapping[str, int] | None = None,
    answers: Mapping[str, Decimal | None] | None = None,
) -> Keyed:
    """What somebody reads from the paper: the best but for `less` and `answers`; None is blank."""
    scorer = Scorer.DESK if judge.role is Role.DESK else Scorer.PANEL
    read = told.best(story.rubric(), scorer, less=less) | dict(answers or {})
    return Keyed({code: points for code, points in read.items() if points is not None})


def key_twice(story: told.Story, judge: Person, first: Keyed, second: Keyed) -> Taken:
    """The organiser keys the judge's sheet of the first entry, then the administrator."""
    key_sheet(story.organiser, story.entry_ids[0], judge.id, first, NOON)
    return key_sheet(story.admin, story.entry_ids[0], judge.id, second, NOON)


def blind_panel(story: told.Story) -> int:
    """The number of the story's one panel of judges."""
    [panel] = [one for one in panels_of(story.round_id) if one.scorer is Scorer.PANEL]
    return panel.id


def rows(kind: type) -> list:
    """Every row of this kind, as it is kept now."""
    db.session.rollback()
    return list(db.session.scalars(select(kind).order_by(kind.id)))


def counted() -> list[tuple[int, str]]:
    """Version and answers of every sheet that was handed in."""
    return [(row.version, row.answers) for row in rows(SheetRow) if row.handed_in_at]


def keying() -> KeyingRow:
    """The newest keying."""
    return rows(KeyingRow)[-1]
