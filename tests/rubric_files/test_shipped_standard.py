"""The standard that is shipped loads whole and survives being kept as JSON."""

import json
from pathlib import Path

import pytest

from judging.domain.meaning import canonical_json, from_plain, version_of
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.written import WrittenStandard
from judging.rubric_files import load_all

FOLDER = Path(__file__).parents[2] / "rubrics"


@pytest.fixture(scope="module")
def shipped() -> WrittenStandard:
    return load_all(FOLDER)


def test_eight_groups_are_shipped_in_their_order(shipped: WrittenStandard) -> None:
    assert [rubric.group for rubric in shipped.rubrics] == [
        "FRESH", "FOOD", "DRINK", "HERB", "TEXT", "HOME", "CRAFT", "SERV",
    ]  # fmt: skip


def test_every_shipped_rubric_comes_back_from_json(shipped: WrittenStandard) -> None:
    for rubric in shipped.rubrics:
        back = from_plain(Rubric, json.loads(canonical_json(rubric)))
        assert back == rubric
        assert version_of(back) == version_of(rubric)


def test_the_shipped_standard_and_rules_come_back_from_json(shipped: WrittenStandard) -> None:
    standard, rules = shipped.standard, shipped.rules
    assert from_plain(Standard, json.loads(canonical_json(standard))) == standard
    assert from_plain(Rules, json.loads(canonical_json(rules))) == rules
