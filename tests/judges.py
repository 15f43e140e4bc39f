"""Judges with profiles and interests, for tests."""

from judging.domain.interests import Interest, InterestKind, JudgeProfile
from judging.domain.localities import Locality
from judging.domain.places import Place
from judging.domain.provinces import province
from judging.domain.words import Language, Words
from judging.services.declaring import declare_interest, describe_judge
from tests.story import KAMPOT, NOON, Story

TAKEO = Place(province("KH-21"))
NEIGHBOUR = JudgeProfile(
    home=Locality(KAMPOT),
    languages=frozenset(Language),
    enterprise=Words("ផ្ទះត្នោត", "Palm House"),
    phone="012 345 678",
    expertise=frozenset({"FOOD"}),
)


def describe(story: Story, number: int = 0, profile: JudgeProfile = NEIGHBOUR) -> None:
    """Give a judge of the story a profile; by itself, of a neighbour of all producers."""
    describe_judge(story.organiser, story.judges[number].id, profile, NOON)


def declare(story: Story, number: int = 0, **subject: object) -> int:
    """An interest of one of the story's judges; by itself, as a client of a whole province."""
    interest = Interest(
        InterestKind.CLIENT, "We buy there.", **(subject or {"place": Locality(TAKEO)})
    )
    return declare_interest(story.organiser, story.judges[number].id, interest, NOON)
