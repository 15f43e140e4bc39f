"""`flask certificates render`: every certificate of an announced competition as a file."""

from pathlib import Path

import pypdfium2
import pytest
from flask import Flask

from judging.cli.certificates import certificates
from judging.queries.certificates import of_competition
from tests import story


@pytest.mark.documents
def test_every_certificate_becomes_a_file_named_by_its_number(app: Flask, tmp_path: Path) -> None:
    told = story.announced(entries=2)
    out = tmp_path / "to print"
    done = app.test_cli_runner().invoke(certificates, ["render", "--out", str(out)])
    assert done.exit_code == 0, done.output
    numbers = [c.number for c in of_competition(told.code, story.NOON.date())]
    assert done.output.startswith("3 certificates in ")
    assert sorted(path.name for path in out.iterdir()) == [f"{number}.pdf" for number in numbers]
    for number in numbers:
        pages = pypdfium2.PdfDocument(out / f"{number}.pdf")
        assert number in pages[0].get_textpage().get_text_bounded()


def test_nothing_is_printed_before_the_announcement(app: Flask, tmp_path: Path) -> None:
    story.ready_to_judge(entries=1)
    out = tmp_path / "to print"
    done = app.test_cli_runner().invoke(certificates, ["render", "--out", str(out)])
    assert done.exit_code == 1
    assert done.output == "Error: No competition is announced yet; announce one first.\n"
    assert not out.exists()


def test_a_competition_that_is_not_announced_is_named(app: Flask, tmp_path: Path) -> None:
    story.announced(entries=1)
    command = ["render", "--out", str(tmp_path), "--competition", "OVOP-1999"]
    done = app.test_cli_runner().invoke(certificates, command)
    assert done.exit_code == 1
    assert done.output == (
        "Error: OVOP-1999 is not an announced competition; choose from OVOP-2027.\n"
    )
