"""Runs the worked tables about appeals."""

from datetime import UTC, datetime

from judging.domain.appeals import changes, is_in_time
from judging.domain.producers import ProducerForm
from judging.domain.result import ResultEntry, ResultIdentity
from judging.domain.rules import Appeals
from judging.domain.standing import State
from tests.domain.building import rules, words
from tests.domain.worked_tables import Table, listed

WHOSE = ResultIdentity(words("x"), words("y"), ProducerForm.COMMUNITY, words("z"), "KH-7")


def until_when(table: Table) -> None:
    """Each row by itself."""
    for row in table:
        days = row["days"]
        limits = rules(appeals=None if days == "–" else Appeals(int(days)))
        announced, received = _moment(row["announced"]), _moment(row["received"])
        assert is_in_time(received, announced, limits) == (row["taken"] == "yes"), row


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def renewed_certificates(table: Table) -> None:
    """Each row by itself."""
    for row in table:
        found = list(changes({"1": _entry(row["before"])}, {"1": _entry(row["after"])}))
        says = {True: "yes", False: "no"}[found[0].is_on_paper] if found else "–"
        assert says == row["renewed"], row


def _entry(cell: str) -> ResultEntry:
    told = dict(part.rsplit(" ", 1) for part in listed(cell) if part != "champion")
    is_ranked = "score" in told
    return ResultEntry(
        code="1",
        group="FOOD",
        identity=WHOSE,
        state=State.RANKED if is_ranked else State.BELOW_QUORUM,
        points="100",
        final_score=told.get("score"),
        rank=int(told["rank"]) if is_ranked else None,
        star=int(told["star"]) if is_ranked else None,
        honour="champion" if "champion" in cell else None,
    )
