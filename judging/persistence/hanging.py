"""What hangs on a competition: read from the tables themselves, so that none is forgotten."""

from sqlalchemy import ColumnElement, Table, or_, select

from judging.persistence.base import Row
from judging.persistence.competitions import CompetitionRow

# People stay when a competition that they were of goes.
STAYS = frozenset({"account"})


def hanging_on(competition_id: int) -> dict[str, tuple[Table, ColumnElement[bool]]]:
    """Which rows point at the competition, directly or over others; by the table's name.

    What points comes before what it points at, the competition itself last: rows can be deleted in
    this order.
    """
    competition = Row.metadata.tables[CompetitionRow.__tablename__]
    hangs: dict[Table, ColumnElement[bool]] = {competition: competition.c.id == competition_id}
    for table in Row.metadata.sorted_tables:
        pointing = [
            column.in_(select(key.column).where(hangs[key.column.table]).correlate(None))
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table in hangs and key.column.table is not table
        ]
        if pointing and table.name not in STAYS:
            hangs[table] = or_(*pointing)
    return {table.name: (table, condition) for table, condition in reversed(hangs.items())}
