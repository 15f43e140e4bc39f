"""The demo's judges: all are described, and one conflict waits until the announcement."""

from pathlib import Path

import pytest

from judging.domain.people import Role
from judging.queries.conflicts import seat_conflicts
from judging.queries.interests import judges
from judging.queries.panels import panels_of
from tests.cli.test_demo_command import competition, demo_at


@pytest.mark.parametrize(
    ("stage", "interests", "standing", "conflicts"),
    [("entering", 4, 3, 1), ("announced", 3, 2, 0)],
)
def test_judges_have_profiles_and_one_conflict_waits_until_the_announcement(
    tmp_path: Path, stage: str, interests: int, standing: int, conflicts: int
) -> None:
    with demo_at(tmp_path, "--at", stage):
        round_id = competition().round_id
        known = [one for one in judges() if one.judge.role is Role.JUDGE]
        open_now = seat_conflicts(round_id, panels_of(round_id))
    assert all(one.profile for one in known)
    assert sum(len(one.interests) for one in known) == interests
    assert sum(len(one.standing) for one in known) == standing
    assert len(open_now) == conflicts
