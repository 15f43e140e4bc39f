"""The whole way of a provincial round from the terminal, and what each command refuses."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from judging.domain.rounds import RoundState
from tests import provinces, story as told, travelling
from tests.travelling import Journey, at, product, renamed

CODE = "OVOP-2027.KH-7"


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["province", *words])


def packed(journey: Journey, folder: Path) -> str:
    """The path of the round file, made at the province by its command."""
    with at(journey.away):
        told_ = run(journey.away, "pack", CODE, "--out", str(folder), "--by", "organiser")
    assert told_.exit_code == 0, told_.output
    return str(folder / f"{CODE}-round.ovop")


def test_a_round_goes_and_comes_home(app: Flask, province: Flask, tmp_path: Path) -> None:
    centre = provinces.in_province(told.begin(judges=1))
    lent = run(app, "lend", CODE, "--out", str(tmp_path), "--by", "organiser")
    starter = tmp_path / f"{CODE}-start.ovop"
    assert (lent.exit_code, starter.stat().st_mode & 0o777) == (0, 0o600)
    digest = lent.output.split()[-1]
    with at(province):
        people = told.enrol_everyone(judges=3)
        begun = run(province, "begin", str(starter), "--by", "organiser")
        assert digest in begun.output
        again = run(province, "begin", str(starter), "--by", "organiser")
        assert "nothing has changed" in again.output
        people.code = CODE
        told.enter(people, 2)
        travelling.finish(people)
        run(province, "pack", CODE, "--out", str(tmp_path), "--by", "organiser")
    path = str(tmp_path / f"{CODE}-round.ovop")
    shown = run(app, "bring-home", CODE, path, "--by", "organiser")
    assert "2 entries" in shown.output
    assert "Nothing is written" in shown.output
    assert centre.competition.round_state is RoundState.ENTERING
    done = run(app, "bring-home", CODE, path, "--by", "organiser", "--yes")
    assert f"{CODE} is home." in done.output
    assert centre.competition.round_state is RoundState.ANNOUNCED
    again = run(app, "bring-home", CODE, path, "--by", "organiser", "--yes")
    assert "came home before" in again.output


@pytest.mark.parametrize(("theirs", "name"), [(False, "Of the centre"), (True, "Of the province")])
def test_a_conflict_is_told_and_decided(
    app: Flask, province: Flask, tmp_path: Path, theirs: bool, name: str
) -> None:
    journey = travelling.announced(province, entries=0, registered=1)
    (identity,) = travelling.identities(journey)
    with at(province):
        renamed(identity, "Of the province", journey.there.organiser)
    renamed(identity, "Of the centre", journey.centre.organiser)
    words = ["bring-home", CODE, packed(journey, tmp_path), "--by", "organiser", "--yes"]
    done = run(app, *words, *(["--theirs", identity] if theirs else []))
    assert "conflict" in done.output
    assert identity in done.output
    assert product(identity).name_en == name


def test_what_is_refused_is_one_sentence(app: Flask, tmp_path: Path) -> None:
    provinces.in_province(told.begin(judges=1))
    wrong = tmp_path / "wrong.ovop"
    wrong.write_bytes(b"nothing")
    for words, sentence in (
        (("lend", CODE, "--by", "nobody"), "There is no account nobody"),
        (("lend", "OVOP-2030.KH-7", "--by", "organiser"), "There is no competition"),
        (("lend", CODE, "--by", "judge1"), "Your account may not do this"),
        (("begin", str(wrong), "--by", "organiser"), "This is no starter file"),
        (("pack", CODE, "--by", "organiser"), "not begun with a starter file"),
        (("bring-home", CODE, str(wrong), "--by", "organiser"), "not lent"),
    ):
        answer = run(app, *words)
        assert (answer.exit_code, sentence in answer.output) == (1, True), answer.output
