"""The entries of a round as its result would tell them, counted from the sheets as they stand."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.meaning import canonical_json
from judging.domain.result import ResultEntry, ResultIdentity, result_entry
from judging.domain.round_checking import digest_of_result
from judging.domain.rules import Rules
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import group_standings, written
from judging.persistence.results import content_of

Counted = tuple[EntryRow, ResultEntry]


def digest_of_counted(competition: CompetitionRow, entries: Iterable[Counted]) -> str:
    """The digest that the result would have: two equal ones announce the same."""
    return digest_of_result(
        content_of(competition), (canonical_json(entry) for _, entry in entries)
    )


def counted_entries(
    session: Session, competition: CompetitionRow, round_: RoundRow
) -> Iterator[Counted]:
    """Every entry of the round with the facts to announce, as its sheets stand now."""
    rules = written(session, Rules, competition.rules_version)
    for group in competition.groups:
        rows = _rows_by_code(session, round_, group)
        for standing in group_standings(session, competition, group, round_.id):
            row = rows[standing.entry]
            identity = _identity(row)
            yield (
                row,
                result_entry(
                    standing, code=row.code, group=group.code, identity=identity, rules=rules
                ),
            )


def _rows_by_code(session: Session, round_: RoundRow, group: GroupRow) -> dict[str, EntryRow]:
    rows = select(EntryRow).where(EntryRow.round_id == round_.id, EntryRow.group_id == group.id)
    return {row.code: row for row in session.scalars(rows)}


def _identity(row: EntryRow) -> ResultIdentity:
    product = row.product
    return ResultIdentity(
        product=product.name,
        producer=product.producer.name,
        form=product.producer.producer_form,
        place=product.place.words,
        province=product.province,
    )
