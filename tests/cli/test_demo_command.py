"""`flask demo` tells the whole story of a competition, at any stage, and only once."""

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade

from judging import create_app
from judging.cli.demonstration.people import PASSWORD
from judging.cli.demonstration.products import all_products
from judging.domain.people import Role
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.domain.standing import Standing, State
from judging.persistence.database import db
from judging.queries.certificates import of_producer
from judging.queries.competitions import CompetitionInfo, competitions
from judging.queries.entries import entries_of, entries_of_producer
from judging.queries.flights import my_flight
from judging.queries.panels import panels_of, recusals_of
from judging.queries.people import people, person_named
from judging.queries.progress import progress_of
from judging.queries.results import result_of
from judging.queries.sheets import sheet_page
from judging.queries.standings import standings_of
from judging.services.founding import found
from judging.services.signing_in import sign_in
from tests.conftest import settings
from tests.story import NOON

CODE = "OVOP-2027-DEMO-N16"
Folder = pytest.TempPathFactory


def run(app: Flask, *arguments: str) -> Result:
    """The answer of `flask demo` with sixteen entries."""
    return app.test_cli_runner().invoke(args=["demo", "--entries", "16", *arguments])


@contextmanager
def demo_at(folder: Path, *arguments: str) -> Iterator[Flask]:
    """An app with a demo in a database of its own."""
    app = create_app(settings(f"sqlite:///{folder}/judging.sqlite"))
    with app.app_context():
        result = run(app, *arguments)
        assert (result.exit_code, result.output.splitlines()[1][:6]) == (0, "built:")
        yield app
        db.session.remove()
        db.engine.dispose()


def module_demo(stage: str) -> Callable[[Folder], Iterator[Flask]]:
    """A fixture: the demo at one stage, built once for all tests of this file."""

    def demo(tmp_path_factory: Folder) -> Iterator[Flask]:
        with demo_at(tmp_path_factory.mktemp(stage), "--at", stage) as app:
            yield app

    return pytest.fixture(scope="module")(demo)


entering, judging = module_demo("entering"), module_demo("judging")
moderating, announced = module_demo("moderating"), module_demo("announced")


@pytest.fixture(autouse=True)
def _context(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test asks the database of the demo that it names."""
    named = [request.getfixturevalue(n) for n in request.fixturenames if n in STAGES]
    if not named:
        yield
        return
    with named[0].app_context():
        yield
        db.session.remove()


STAGES = ("entering", "judging", "moderating", "announced")


def competition() -> CompetitionInfo:
    (info,) = competitions()
    return info


def standings() -> dict[tuple[str, str], Standing]:
    """Every standing by group and product."""
    info = competition()
    return {
        (group.code, view.product.en): view.standing
        for group in info.groups
        for view in standings_of(info.round_id, group.code)
    }


def is_khmer(text: str) -> bool:
    return any("\u1780" <= letter <= "\u17ff" for letter in text)


def test_entering_has_entries_and_panels_and_no_sheets(entering: Flask) -> None:
    info = competition()
    assert (info.code, info.round_state, info.specimen) == (CODE, RoundState.ENTERING, True)
    assert is_khmer(info.title.km)
    assert "SPECIMEN" in info.title.en
    assert {group.code: group.entries for group in info.groups} == dict.fromkeys(
        ["FRESH", "FOOD", "DRINK", "HERB", "TEXT", "HOME", "CRAFT", "SERV"], 2
    )
    panels = panels_of(info.round_id)
    assert Counter((panel.scorer, len(panel.judges)) for panel in panels) == {
        (Scorer.PANEL, 5): 8,
        (Scorer.DESK, 1): 8,
    }
    assert {view.handed_in for view in entries_of(info.round_id)} == {0}


def test_each_role_can_sign_in(entering: Flask) -> None:
    logins = ("admin", "organiser", "desk01", "judge01", "producer01")
    roles = [sign_in(login, PASSWORD, NOON).role for login in logins]
    assert roles == [Role.ADMIN, Role.ORGANISER, Role.DESK, Role.JUDGE, Role.PRODUCER]


def test_everybody_has_a_khmer_and_a_latin_name(entering: Flask) -> None:
    names = [someone.name for someone in people()]
    assert len(names) == 57
    assert [name for name in names if not is_khmer(name.km) or is_khmer(name.en)] == []


def test_two_judges_are_recused(entering: Flask) -> None:
    recusals = recusals_of(competition().round_id)
    assert len(recusals) == 2
    assert all(is_khmer(recusal.reason) for recusal in recusals)


def test_at_judging_half_of_the_sheets_are_in_and_some_are_drafts(judging: Flask) -> None:
    info = competition()
    assert info.round_state is RoundState.JUDGING
    counts = progress_of(info.round_id).by_group.values()
    assert sum(count.handed_in for count in counts) == 41
    assert 5 < sum(count.draft for count in counts) < 20


def test_at_moderating_the_round_is_closed_and_panels_disagree(moderating: Flask) -> None:
    info = competition()
    assert info.round_state is RoundState.CLOSED
    assert sum(count.draft for count in progress_of(info.round_id).by_group.values()) == 0
    views = [view for group in info.groups for view in standings_of(info.round_id, group.code)]
    assert any(view.disagreement for view in views)
    assert result_of(CODE) is None


def test_states_tell_of_gates_a_withdrawal_and_a_panel_below_quorum(announced: Flask) -> None:
    assert competition().round_state is RoundState.ANNOUNCED
    states = Counter(standing.state for standing in standings().values())
    assert states[State.WITHDRAWN] == 1
    assert states[State.BELOW_QUORUM] == 1
    assert states[State.STOPPED] >= 1
    assert any(standing.gates for standing in standings().values())


def test_one_tie_is_broken_by_the_cascade_and_one_is_shared(announced: Flask) -> None:
    told = standings()
    silk = [told["TEXT", "Golden silk cloth"], told["TEXT", "Golden silk thread"]]
    assert silk[0].final_score == silk[1].final_score
    assert [(s.rank, s.decided_by) for s in silk] == [(1, "lowest_spread"), (2, "lowest_spread")]
    home = [standing for (group, _), standing in told.items() if group == "HOME"]
    assert [(standing.rank, standing.shared) for standing in home] == [(1, True), (1, True)]


def test_one_judge_never_came(announced: Flask) -> None:
    judges = progress_of(competition().round_id).judges
    absent = [j.judge.login for j in judges if j.count.handed_in == 0 and j.count.wanted == 2]
    assert len(absent) == 1


def test_one_sheet_was_corrected(announced: Flask) -> None:
    flights = [flight for someone in people(Role.JUDGE) for flight in my_flight(someone.id)]
    assert Counter(flight.version for flight in flights)[2] == 1


def test_judges_write_notes_in_khmer(announced: Flask) -> None:
    notes = [
        note
        for someone in people(Role.JUDGE)
        for flight in my_flight(someone.id)
        for note in sheet_page(someone.id, flight.code).notes.values()
    ]
    assert len(notes) > 5
    assert all(is_khmer(note) for note in notes)


def test_the_first_producer_holds_a_champions_certificate(announced: Flask) -> None:
    producer = person_named("producer01")
    assert producer is not None
    designs = [view.design for view in of_producer(producer.id, NOON.date())]
    assert designs == ["champion", "standard"]


def test_six_producers_see_their_entries(announced: Flask) -> None:
    producers = people(Role.PRODUCER)
    assert len(producers) == 6
    assert all(entries_of_producer(producer.id) for producer in producers)


def test_the_same_seed_tells_the_same_story(announced: Flask, tmp_path: Path) -> None:
    before, digest = standings(), result_of(CODE)
    with demo_at(tmp_path):
        assert {k: (s.entry, s.final_score, s.rank, s.star) for k, s in standings().items()} == {
            k: (s.entry, s.final_score, s.rank, s.star) for k, s in before.items()
        }
        again = result_of(CODE)
        assert again is not None
        assert digest is not None
        assert again.digest == digest.digest


def test_another_seed_gives_other_scores(moderating: Flask, tmp_path: Path) -> None:
    before = {key: standing.final_score for key, standing in standings().items()}
    with demo_at(tmp_path, "--at", "moderating", "--seed", "2"):
        assert competition().code == "OVOP-2027-DEMO-N16-S2"
        after = {key: standing.final_score for key, standing in standings().items()}
        assert after.keys() == before.keys()
        assert after != before


def test_the_same_demo_again_changes_nothing(announced: Flask) -> None:
    before = result_of(CODE)
    result = run(announced)
    assert (result.exit_code, result.output.splitlines()[1]) == (0, "is there already.")
    assert PASSWORD in result.output
    assert result_of(CODE) == before


def test_another_stage_is_told_to_take_another_database(announced: Flask) -> None:
    result = run(announced, "--at", "judging")
    assert result.exit_code == 1
    assert "holds something else than the demo OVOP-2027-DEMO-N16 at “judging”" in result.output
    assert competition().round_state is RoundState.ANNOUNCED


def test_a_house_with_people_in_it_is_left_alone(app: Flask) -> None:
    found(login="boss", password=PASSWORD, name=all_products()[0].new.producer, at=NOON)
    result = run(app)
    assert (result.exit_code, "nothing in it was changed" in result.output) == (1, True)
    assert [person.login for person in people()] == ["boss"]


def test_an_empty_database_of_any_kind_gets_the_demo(app: Flask) -> None:
    result = run(app, "--at", "entering")
    assert result.exit_code == 0
    assert competition().round_state is RoundState.ENTERING


def test_a_demo_that_was_not_finished_does_not_count(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip(
            "Only an SQLite file is built aside; elsewhere half a demo is told, not mended."
        )

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("judging.cli.demonstration.story.enrol_last", interrupt)
        assert run(app, "--at", "entering").exit_code == 1
    upgrade()
    assert people() == []
    assert run(app, "--at", "entering").exit_code == 0


def test_the_demo_is_served_to_its_own_machine_only(announced: Flask) -> None:
    result = run(announced, "--serve", "--host", "0.0.0.0")
    assert result.exit_code == 1
    assert "served to this machine only" in result.output


def test_a_taken_port_is_named_before_anything_is_built(announced: Flask) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(announced, "--serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.output == (
        f"Error: Port {port} is taken, or not allowed to you; choose another, for example"
        " PORT=8080.\n"
    )
