"""A bad row of a file of scores is named by its line, and nothing is reckoned."""

import pytest
from click.testing import Result

from tests.cli.small_competition import WHOLE, tally_in, with_row


@pytest.fixture
def run(tmp_path):
    return tally_in(tmp_path)


def faults(result: Result) -> list[str]:
    """The lines of a refusal without the folder."""
    assert result.exit_code == 1
    assert result.stdout == ""
    return [line[line.index("s.csv:") :] for line in result.stderr.splitlines()]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("E1,J1,X9,3", "The rubric has no criterion “X9”; correct its code."),
        ("E1,J3,X9,", "The rubric has no criterion “X9”; correct its code."),
        (
            "E1,J3,C1,4",
            "4 points are not possible for criterion C1; choose one of its answers.",
        ),
        (
            "E1,J3,C2,9.9",
            "9.9 points are not possible for criterion C2; choose one of its answers.",
        ),
        ("E1,J3,C2,ten", "“ten” is not a number; write points such as 3 or 7.5."),
        ('E1,J3,C2,"7,5"', "“7,5” is not a number; write points such as 3 or 7.5."),
        ("E1,J3,C2,NaN", "“NaN” is not a number; write points such as 3 or 7.5."),
        ("E1,J1,C2,9.5", "Judge J1 has scored C2 of entry E1 before; delete one row."),
        ("E3,J1,C2,", "Judge J1 has scored C2 of entry E3 before; delete one row."),
        ("E1,J3,C1", "The row has 3 columns; write entry, judge, criterion and score."),
        ("E1,J3,C1,3,late", "The row has 5 columns; write entry, judge, criterion and score."),
        (",J3,C1,3", "The entry or the judge is blank; write both."),
        ("E1, ,C1,3", "The entry or the judge is blank; write both."),
        (
            "E1,D1,H1,1",
            "Judge D1, entry E1: Only one case of A2 may be answered; clear the other.",
        ),
    ],
)
def test_a_bad_row_is_named_by_its_line(run, row, message):
    assert faults(run(with_row(row))) == [f"s.csv:18: {message}"]


def test_every_bad_row_is_told_in_the_order_of_the_file(run):
    result = run(with_row("E1,D1,H1,1\nE1,J4,C1,4\nE1,J4,C2,3\nE1,J4,C9,3"))
    assert [fault.split(": ")[0] for fault in faults(result)] == [
        "s.csv:18",
        "s.csv:19",
        "s.csv:21",
    ]


@pytest.mark.parametrize(
    "header",
    ["entry,judge,score", "entry,judge,criterion,score,note", "E1,J1,C1,3", ""],
)
def test_another_header_is_refused_at_the_first_line(run, header):
    message = "The header must be entry,judge,criterion,score; write these columns."
    assert faults(run(f"{header}\nE1,J1,C1,3\n")) == [f"s.csv:1: {message}"]


def test_an_empty_file_is_refused(run):
    assert len(faults(run(""))) == 1


@pytest.mark.parametrize("blank", ["", "\n\n"])
def test_a_file_without_any_score_is_refused(run, blank):
    (fault,) = faults(run(f"entry,judge,criterion,score\n{blank}"))
    message = "There are no scores under the header; write one row for each mark."
    assert fault == f"s.csv:{1 + len(blank)}: {message}"


def test_a_file_that_is_not_utf8_is_refused_at_the_line(run):
    latin = WHOLE.encode() + "E1,J\xe9,C1,3\n".encode("latin-1")
    assert faults(run(latin)) == ["s.csv:18: Save the file as UTF-8, which it is not."]


def test_a_quote_that_never_ends_is_refused(run):
    assert faults(run(with_row('E1,"J3,C1,3')))[0].startswith("s.csv:18: ")


def test_a_missing_file_is_refused(run):
    result = run(WHOLE, "--scores", "no-such-s.csv")
    assert faults(result) == [
        "s.csv:1: The file cannot be read (No such file or directory); check its name."
    ]
