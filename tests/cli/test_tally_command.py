"""`flask tally`: three files in, standings out."""

import csv
import io
import json

import pytest

from tests.cli.small_competition import RUBRIC, RUBRICS, WHOLE, tally_in, with_row


@pytest.fixture
def run(tmp_path):
    return tally_in(tmp_path)


def test_the_result_is_an_array_in_the_order_of_the_standings(run):
    result = run(WHOLE)
    assert result.exit_code == 0
    standings = json.loads(result.stdout)
    assert [s["entry"] for s in standings] == ["E1", "E2", "E3"]
    assert standings[0] == {
        "entry": "E1",
        "final_score": "39.63",
        "rank": 1,
        "star": 5,
        "earned_star": 5,
        "shared": False,
        "decided_by": "final_score",
        "state": "ranked",
        "honour": None,
        "parts": {"A": "10", "C": "29.625"},
        "criteria": {"A1": "8", "A2": "2", "C1": "10", "C2": "9.625"},
        "gates": [],
        "reasons": [],
    }


def test_a_gate_is_told_with_its_reason(run):
    second = json.loads(run(WHOLE).stdout)[1]
    gate = {"source": "C1", "effect": "cap", "star": 2, "votes": 1, "reason": "The taste is bad."}
    assert second["gates"] == [gate]
    assert second["reasons"] == ["At most 2 stars by C1: The taste is bad."]
    assert second["criteria"] == {"A1": "4", "A2": "0", "C1": "1.5", "C2": "7.5"}
    assert (second["rank"], second["star"], second["final_score"]) == (2, 2, "14.5")


def test_below_quorum_there_is_no_score_and_the_reason_says_why(run):
    third = json.loads(run(WHOLE).stdout)[2]
    assert third["state"] == "below_quorum"
    assert third["reasons"] == ["Below quorum: the panel has 0 of 2 whole sheets."]
    nothing = ("final_score", "rank", "star", "earned_star", "decided_by", "honour")
    assert [third[name] for name in nothing] == [None] * 6
    assert (third["parts"], third["criteria"]) == ({"A": "8"}, {"A1": "6", "A2": "2"})


def test_csv_has_one_row_an_entry_with_the_same_facts(run):
    result = run(WHOLE, "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["entry"] for row in rows] == ["E1", "E2", "E3"]
    assert rows[1] == {
        "entry": "E2",
        "final_score": "14.5",
        "rank": "2",
        "star": "2",
        "earned_star": "2",
        "shared": "False",
        "decided_by": "final_score",
        "state": "ranked",
        "honour": "",
        "part A": "4",
        "part C": "10.5",
        "criterion A1": "4",
        "criterion A2": "0",
        "criterion C1": "1.5",
        "criterion C2": "7.5",
        "gates": "C1",
        "reasons": "At most 2 stars by C1: The taste is bad.",
    }
    assert rows[2]["part C"] == rows[2]["criterion C2"] == rows[2]["final_score"] == ""


def test_the_order_of_rows_and_columns_never_matters(run):
    header, *rows = WHOLE.splitlines()
    backwards = [",".join(reversed(line.split(","))) for line in [header, *reversed(rows)]]
    assert run("\n".join(backwards)).stdout == run(WHOLE).stdout


@pytest.mark.parametrize("mark", ["", "﻿"])
def test_a_byte_order_mark_and_windows_line_ends_are_welcome(run, mark):
    assert run(mark + WHOLE.replace("\n", "\r\n")).stdout == run(WHOLE).stdout


def test_blank_lines_spaces_and_khmer_digits_and_codes_are_read(run):
    loose = "entry, judge ,criterion,score\n\n ខ១ ,ចៅ,A1, ៨ \nខ១,ចៅ,H1,1\n"
    [standing] = json.loads(run(loose).stdout)
    assert standing["entry"] == "ខ១"
    assert standing["parts"] == {"A": "9"}


def test_a_blank_is_absent_and_never_0(run):
    blank = with_row("E1,J3,C1,\nE1,J3,C2,")
    assert run(blank).stdout == run(WHOLE).stdout
    zero = with_row("E1,J3,C1,0\nE1,J3,C2,0")
    assert run(zero).stdout != run(WHOLE).stdout


def test_an_entry_with_nothing_but_blanks_is_below_quorum(run):
    standings = json.loads(run(with_row("E9,J1,C1,")).stdout)
    assert [s["state"] for s in standings if s["entry"] == "E9"] == ["below_quorum"]


def test_a_bad_rubric_prints_its_own_lines(run, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(RUBRIC.replace("points: 30", "points: 31"), encoding="utf-8")
    result = run(WHOLE, "--rubric", str(bad))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{bad}:2" in result.stderr


def test_other_bands_may_be_given(run, tmp_path):
    bands = tmp_path / "bands.yaml"
    own = (RUBRICS / "standard.yaml").read_text(encoding="utf-8")
    own = own.replace("below: 30}", "below: 29}").replace("from: 30,", "from: 29,")
    bands.write_text(own.replace("below: 90}", "below: 99.5}").replace("from: 90}", "from: 99.5}"))
    standings = json.loads(run(WHOLE, "--standard", str(bands)).stdout)
    # 39.63 of 40 points are 99.075 %.
    assert [s["star"] for s in standings] == [4, 2, None]


def test_an_answer_whose_condition_fell_away_is_left_out(run, tmp_path):
    asked = tmp_path / "asked.yaml"
    condition = (
        "weight: 1, asked_if: {criterion: C1, at_least: 3}, scale: {min: 0, max: 10, step: 0.25}"
    )
    asked.write_text(
        RUBRIC.replace("scale: {min: 0, max: 10, step: 0.25}", condition), encoding="utf-8"
    )
    standings = json.loads(run(WHOLE, "--rubric", str(asked)).stdout)
    # J1 gave entry E2 no points on C1, so 7 on C2 is left over: (0 + 8) / 2.
    assert standings[1]["criteria"]["C2"] == "4"
