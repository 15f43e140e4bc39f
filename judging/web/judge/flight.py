"""My flight: what is to be scored, how far it has come, and what comes next."""

from flask import render_template

from judging.domain.people import Role
from judging.queries.flights import FlightEntry, my_flight
from judging.queries.moderation import to_confirm
from judging.web.guarding import open_to
from judging.web.judge.pages import blueprint
from judging.web.signed_in import signed_in


@blueprint.get("/")
@open_to(Role.JUDGE, Role.DESK)
def flight() -> str:
    """All entries of the person who is signed in, in serving order."""
    entries = my_flight(signed_in().id)
    to_score = [entry for entry in entries if not (entry.is_recused or entry.is_withdrawn)]
    waiting = [entry for entry in to_score if entry.is_open and entry.sheet_state != "handed_in"]
    again = [entry for entry in to_score if entry.look_again]
    return render_template(
        "judge/flight.html",
        flights=_by_flight(entries),
        competitions={entry.competition for entry in entries},
        wanted=len(to_score),
        handed_in=sum(1 for entry in to_score if entry.version > 0),
        next_entry=next(iter([*waiting, *again]), None),
        again=again,
        to_confirm=[code for _, code in to_confirm(signed_in().id)],
    )


def _by_flight(entries: list[FlightEntry]) -> list[list[FlightEntry]]:
    by_flight: dict[tuple[str, str, int], list[FlightEntry]] = {}
    for entry in entries:
        by_flight.setdefault((entry.competition, entry.group, entry.flight), []).append(entry)
    return list(by_flight.values())
