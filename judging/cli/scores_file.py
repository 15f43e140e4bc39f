"""Reads a CSV file of scores into score sheets, or says which rows are wrong."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import itemgetter
from pathlib import Path

from judging.domain.numbers import points_from
from judging.domain.reading import check_answers
from judging.domain.refusal import Refusal
from judging.domain.rubric import Rubric, Scorer
from judging.domain.sheet import ScoreSheet
from judging.rubric_files import BadFile, FileFault

COLUMNS = ("entry", "judge", "criterion", "score")
AnswersByEntry = dict[str, dict[str, dict[str, Decimal]]]
# The criterion, its points (None is a blank), and where its scorer's answers are kept.
Cell = tuple[str, Decimal | None, AnswersByEntry]


def read_scores(rubric: Rubric, path: Path) -> dict[str, list[ScoreSheet]]:
    """The sheets of every entry that the file names; BadFile with every bad row.

    The header is `entry,judge,criterion,score` in any order; a blank score is an absent mark.
    One judge's marks are the desk's and the panel's sheet, by the part of each criterion.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return _read_lines(rubric, path, lines)
    except UnicodeDecodeError as error:
        fault = FileFault(path, _first_bad_line(path), "Save the file as UTF-8, which it is not.")
        raise BadFile([fault]) from error
    except OSError as error:
        message = f"The file cannot be read ({error.strerror}); check its name."
        raise BadFile([FileFault(path, 1, message)]) from error


def _read_lines(rubric: Rubric, path: Path, lines: Iterable[str]) -> dict[str, list[ScoreSheet]]:
    faults: list[FileFault] = []
    rows = csv.reader(lines, strict=True)
    try:
        scores = _Scores(rubric, next(rows, []))
        for row in rows:
            try:
                scores.add(row, rows.line_num)
            except Refusal as refusal:
                faults.append(FileFault(path, rows.line_num, str(refusal)))
        faults += [FileFault(path, line, message) for line, message in scores.branch_faults()]
        if not faults and scores.is_empty:
            raise Refusal("There are no scores under the header; write one row for each mark.")
    except (Refusal, csv.Error) as error:
        faults.append(FileFault(path, max(rows.line_num, 1), str(error)))
    if faults:
        raise BadFile(faults)
    return scores.sheets()


def _first_bad_line(path: Path) -> int:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1


class _Scores:
    """The answers of a file by scorer, entry and judge, as sheets hold them."""

    def __init__(self, rubric: Rubric, header: list[str]) -> None:
        columns = [column.strip() for column in header]
        if sorted(columns) != sorted(COLUMNS):
            raise Refusal("The header must be entry,judge,criterion,score; write these columns.")
        self._pick = itemgetter(*(columns.index(column) for column in COLUMNS))
        self._rubric = rubric
        self._answers: dict[Scorer, AnswersByEntry]
        self._answers = {s: defaultdict(lambda: defaultdict(dict)) for s in rubric.scorers}
        self._blanks: set[tuple[str, str, str]] = set()
        # A million rows hold few different cells: each is checked once, and its text kept once.
        self._cells: dict[tuple[str, str], Cell] = {}
        self._branched = {criterion.code for criterion in rubric.criteria() if criterion.branch}
        self._line_by_branched_sheet: dict[tuple[str, str], int] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no row has come, not even a blank mark."""
        return not any(self._answers.values())

    def add(self, row: list[str], line: int) -> None:
        """One mark; Refusal if the row cannot be one."""
        if len(row) != len(COLUMNS):
            if not row:
                return
            raise Refusal(
                "The row has %(has)s columns; write entry, judge, criterion and score.",
                has=len(row),
            )
        entry, judge, code, text = map(str.strip, self._pick(row))
        try:
            code, points, answers_by_entry = self._cells[code, text]
        except KeyError:
            cell = self._cells[code, text] = self._read_cell(code, text)
            code, points, answers_by_entry = cell
        if not entry or not judge:
            raise Refusal("The entry or the judge is blank; write both.")
        answers = answers_by_entry[entry][judge]
        if code in answers or (self._blanks and (entry, judge, code) in self._blanks):
            raise Refusal(
                "Judge %(judge)s has scored %(code)s of entry %(entry)s before; delete one row.",
                judge=judge,
                code=code,
                entry=entry,
            )
        if points is None:
            self._blanks.add((entry, judge, code))
            return
        answers[code] = points
        if code in self._branched:
            self._line_by_branched_sheet[entry, judge] = line

    def _read_cell(self, code: str, text: str) -> Cell:
        if code not in self._rubric.criterion_by_code:
            raise Refusal("The rubric has no criterion “%(code)s”; correct its code.", code=code)
        scorer = self._rubric.part_by_criterion[code].scored_by
        points = points_from(text) if text else None
        if points is not None:
            check_answers(self._rubric, scorer, {code: points})
        return code, points, self._answers[scorer]

    def branch_faults(self) -> Iterator[tuple[int, str]]:
        """Sheets that answer both cases of a branch, each at the last of its lines there."""
        for (entry, judge), line in self._line_by_branched_sheet.items():
            for scorer, answers_by_entry in self._answers.items():
                try:
                    check_answers(self._rubric, scorer, answers_by_entry[entry][judge])
                except Refusal as refusal:
                    yield line, f"Judge {judge}, entry {entry}: {refusal}"

    def sheets(self) -> dict[str, list[ScoreSheet]]:
        """The sheets by entry code; an entry with nothing but blanks has none."""
        sheets: dict[str, list[ScoreSheet]] = defaultdict(list)
        for scorer, answers_by_entry in self._answers.items():
            for entry, answers_by_judge in answers_by_entry.items():
                sheets[entry] += [
                    ScoreSheet(judge, scorer, answers)
                    for judge, answers in answers_by_judge.items()
                    if answers
                ]
        return dict(sheets)
