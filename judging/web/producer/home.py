"""The first page of the producer: what was entered, how far it is, and the certificates."""

from flask import render_template
from flask_babel import LazyString, lazy_gettext as _l

from judging.domain.people import Role
from judging.domain.rounds import RoundState
from judging.queries.competitions import every_round
from judging.queries.entries import EntryView, entries_of_producer
from judging.web.guarding import open_to
from judging.web.producer.pages import blueprint, own_certificates
from judging.web.signed_in import signed_in

# Each with the look of the macro `state` of the templates.
STATES: dict[RoundState, tuple[str, LazyString]] = {
    RoundState.ENTERING: ("to_do", _l("Entered; judging has not begun")),
    RoundState.JUDGING: ("draft", _l("Being judged")),
    RoundState.CLOSED: ("draft", _l("Judged; the result is not announced yet")),
    RoundState.ANNOUNCED: ("done", _l("The result is announced")),
}
WITHDRAWN = ("warning", _l("Withdrawn"))


@blueprint.get("/")
@open_to(Role.PRODUCER)
def home() -> str:
    """Where the producer starts."""
    competition_by_code = {info.code: info for info in every_round()}
    return render_template(
        "producer/home.html",
        entries=[
            (entry, competition_by_code[entry.competition], _state(entry, state))
            for entry in entries_of_producer(signed_in().id)
            for state in [competition_by_code[entry.competition].round_state]
        ],
        certificates=own_certificates(),
    )


def _state(entry: EntryView, state: RoundState) -> tuple[str, LazyString]:
    return WITHDRAWN if entry.is_withdrawn else STATES[state]
