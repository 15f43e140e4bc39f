"""The preview of an announcement says what the announcement then does."""

from datetime import date

from flask import Flask

from judging.queries.certificates import of_competition
from judging.queries.previews import preview_of
from judging.services.announcing import announce
from tests.story import NOON
from tests.web.endings import judged


def test_a_preview_counts_states_stars_and_what_to_look_at_again(app: Flask) -> None:
    endings = judged()
    preview = next(p for p in preview_of(endings.story.competition) if p.group.code == "FOOD")
    assert preview.entries_by_state == {
        "ranked": 4,
        "stopped": 1,
        "eliminated": 1,
        "below_quorum": 1,
        "withdrawn": 1,
    }
    assert preview.entries_by_star == {5: 3, 2: 1}
    assert [(h.title.en, h.entry_code) for h in preview.honoured] == [
        ("Product Champion", endings.codes["champion"])
    ]
    assert preview.below_quorum == (endings.codes["short"],)
    assert set(preview.sharing) == {endings.codes["tied"], endings.codes["equal"]}
    assert preview.disagreeing == ()


def test_as_many_certificates_are_issued_as_were_foreseen(app: Flask) -> None:
    story = judged().story
    foreseen = sum(preview.certificates for preview in preview_of(story.competition))
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert foreseen == len(of_competition(story.code, date(2027, 5, 1))) == 4
