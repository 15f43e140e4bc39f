"""The gazetteer is loaded whole or not at all, again without a change, and never taken out."""

from pathlib import Path

import pytest
from flask import Flask

from judging.cli.gazetteer import gazetteer
from judging.domain.provinces import province
from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.words import Words
from judging.queries.audits import lines
from judging.queries.gazetteer import how_many_by_level, number_of, places_in, places_within
from judging.services.loading_gazetteer import Loaded, load_gazetteer
from tests import story as told
from tests.story import NOON, Story

HEAD = "number,name_km,name_en\n"
# Invented, as all places of these tests.
SMALL = (
    HEAD
    + "07,កំពត,Kampot\n0701,ស្រុកគំរូ,Specimen\n0702,ស្រុកពីរ,Second\n070101,ឃុំគំរូ,Model\n"
    + "07010101,ភូមិ១,First village\n07010102,ភូមិថ្មី,New\n07010103,ភូមិថ្មី,New\n"
)
KAMPOT = province("KH-7")


@pytest.fixture
def story(app: Flask) -> Story:
    return told.begin(judges=1)


def load(story: Story, text: str) -> Loaded:
    return load_gazetteer(story.organiser, text.encode(), NOON)


def test_a_file_is_loaded_and_loading_it_again_changes_nothing(story: Story) -> None:
    assert load(story, SMALL) == Loaded(6, 0, 0, ())
    assert how_many_by_level() == {4: 2, 6: 1, 8: 3}
    line = lines(1)[0]
    assert (line.act, line.login, line.detail["new"]) == ("gazetteer.loaded", "organiser", 6)
    assert load(story, SMALL) == Loaded(0, 0, 6, ())


def test_a_name_that_changed_is_renamed_and_nothing_is_taken_out(story: Story) -> None:
    load(story, SMALL)
    assert load(story, HEAD + "0702,ស្រុកពីរ,Renamed\n0703,ស្រុកបី,Third\n") == Loaded(1, 1, 0, ())
    assert [(p.number, p.name.en) for p in places_in("07")] == [
        ("0701", "Specimen"),
        ("0702", "Renamed"),
        ("0703", "Third"),
    ]
    assert how_many_by_level()[8] == 3


def test_a_wrong_line_loads_nothing_and_leaves_no_trace(story: Story) -> None:
    before = lines(1)[0].id
    with pytest.raises(Refusal, match="Lines that must be corrected: 1"):
        load(story, SMALL + "07990101,ក,A\n")
    assert how_many_by_level() == {4: 0, 6: 0, 8: 0}
    assert lines(1)[0].id == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_are_read_as_spreadsheets_write_them(story: Story, encoding: str) -> None:
    assert load_gazetteer(story.organiser, SMALL.encode(encoding), NOON).added == 6


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xff\x00\xfe", "UTF-8"), (b"x" * 5_000_001, "larger than 5 MB")]
)
def test_other_files_are_refused(story: Story, content: bytes, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        load_gazetteer(story.organiser, content, NOON)


def test_only_staff_loads_places(story: Story) -> None:
    for person in (story.desk, story.judges[0], story.producer):
        with pytest.raises(NotAllowed):
            load_gazetteer(person, b"not even read", NOON)


def test_the_number_is_that_of_the_smallest_place_that_is_known(story: Story) -> None:
    assert number_of(KAMPOT, Words("ស្រុកគំរូ", "Specimen")) == "07"
    load(story, SMALL)
    district, commune = Words("ស្រុកគំរូ", "ស្រុកគំរូ"), Words("x", "mo-DEL")
    assert number_of(KAMPOT) == "07"
    assert number_of(KAMPOT, district) == "0701"
    assert number_of(KAMPOT, district, commune, Words("ភូមិ 1", "?")) == "07010101"
    # Two villages are called so; a commune of another district is none of this one.
    assert number_of(KAMPOT, district, commune, Words("ភូមិថ្មី", "New")) == "070101"
    assert number_of(KAMPOT, Words("ស្រុកពីរ", "Second"), commune) == "0702"
    assert number_of(KAMPOT, Words("", ""), commune) == "07"
    assert [place.number for place in places_within("07", 8)] == [
        "07010101",
        "07010102",
        "07010103",
    ]


def test_a_whole_country_is_loaded_at_once(story: Story) -> None:
    rows = [HEAD]
    for number in range(1, 26):
        for district in range(1, 9):
            rows.append(f"{number:02}{district:02},ស្រុក{number}-{district},District {district}\n")
            for commune in range(1, 9):
                around = f"{number:02}{district:02}{commune:02}"
                rows.append(f"{around},ឃុំ{around},Commune {around}\n")
                rows += [f"{around}{v:02},ភូមិ{v},Village {v}\n" for v in range(1, 9)]
    loaded = load(story, "".join(rows))
    assert loaded.added == 25 * 8 * (1 + 8 * (1 + 8)) == 14_600


def test_the_terminal_loads_in_somebodys_name(app: Flask, story: Story, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    runner = app.test_cli_runner()

    def run(text: str, login: str) -> tuple[int, str]:
        file.write_text(text)
        done = runner.invoke(gazetteer, ["load", str(file), "--by", login])
        return done.exit_code, done.output

    assert run(SMALL, "nobody") == (1, "Error: There is no account nobody; name an organiser's.\n")
    assert run(SMALL, "judge1")[0] == 1
    assert how_many_by_level() == {4: 0, 6: 0, 8: 0}
    code, output = run(SMALL + "x,ក,A\n", "organiser")
    assert (code, output.splitlines()) == (
        1,
        [
            f"{file}:9: “x” is no number of 2, 4, 6 or 8 figures.",
            "Error: Lines that must be corrected: 1. Nothing is loaded.",
        ],
    )
    assert run(SMALL, "organiser") == (0, "6 new, 0 renamed, 0 as before.\n")
    assert lines(1)[0].login == "organiser"
