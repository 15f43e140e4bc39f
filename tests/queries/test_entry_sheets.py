"""The sheets of an entry: who is asked, what came, what does not count."""

from decimal import Decimal

from flask import Flask

from judging.queries.entry_sheets import sheets_of_entry
from judging.services.planning import recuse
from judging.services.scoring import save_draft
from tests import story as told
from tests.story import NOON


def test_every_scorer_of_an_entry_stands_there_with_his_versions(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=3)
    first, second = story.entry_ids
    told.score(story, first, story.judges[0])
    save_draft(story.judges[0], first, {"C1.1": Decimal(1)}, {}, NOON)
    told.score(story, first, story.judges[1])
    recuse(story.organiser, judge_id=story.judges[1].id, entry_id=first, reason="own", at=NOON)
    told.score(story, second, story.judges[2])
    sheets = sheets_of_entry(first)
    assert [(s.judge.login, s.scorer, s.state, s.recused_because) for s in sheets] == [
        ("desk", "desk", "to_do", None),
        ("judge1", "panel", "draft", None),
        ("judge2", "panel", "handed_in", "own"),
        ("judge3", "panel", "to_do", None),
    ]
    assert [(v.version, v.state, v.saved_at) for v in sheets[1].versions] == [
        (1, "handed_in", NOON),
        (2, "draft", NOON),
    ]
    assert {sheet.panel for sheet in sheets} == {"FOOD desk", "FOOD panel"}
