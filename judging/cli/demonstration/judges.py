"""What is known of the demo's judges: where they live and work, and their interests."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import cycle
from random import Random

from judging.cli.demonstration.benches import Bench, Entered
from judging.cli.demonstration.fates import ADVISER, CLIENT, FAMILY, OLD_CLIENT, Key
from judging.cli.demonstration.timetable import PLANNED_AT, RECUSED_AT
from judging.domain.interests import Interest, InterestKind, JudgeProfile
from judging.domain.localities import Locality
from judging.domain.people import Person
from judging.domain.places import Place
from judging.domain.provinces import PROVINCES
from judging.domain.rubric import Scorer
from judging.domain.words import Language, Words
from judging.services.declaring import declare_interest, describe_judge, take_back_interest

WORKPLACES = (
    Words("សាកលវិទ្យាល័យគំរូ", "Specimen University"),
    Words("សាលាចុងភៅគំរូ", "Specimen Chefs' School"),
    Words("", ""),
    Words("សមាគមអ្នកប្រើប្រាស់គំរូ", "Specimen Consumers' Association"),
)
KIND_BY_REASON = {
    FAMILY: InterestKind.FAMILY,
    ADVISER: InterestKind.ADVISED,
    CLIENT: InterestKind.CLIENT,
    OLD_CLIENT: InterestKind.CLIENT,
}
# An entry, which of the judges of its panel is tied to it, and how.
Tie = tuple[Key, int, str]
SOLD = "គំរូ៖ ហាងត្រូវបានលក់ហើយ។"


def describe_judges(by: Person, benches: Iterable[Bench], seed: int) -> None:
    """Give everybody on a panel a profile; each knows the panel's group and one more."""
    chance = Random(f"{seed} judges")  # noqa: S311 the demo's judges are no secret
    panels = [bench for bench in benches if bench.scorer is Scorer.PANEL]
    groups = sorted({bench.group for bench in panels})
    judges = ((judge, bench.group) for bench in panels for judge in bench.judges)
    for number, ((judge, group), works_at) in enumerate(zip(judges, cycle(WORKPLACES)), 1):
        province = chance.choice(PROVINCES)
        profile = JudgeProfile(
            home=Locality(Place(province), f"{province.number:02}"),
            languages=frozenset(Language if number % 3 == 0 else [Language.KM]),
            enterprise=works_at,
            phone=f"011 000 {number:03}",
            expertise=frozenset({group, chance.choice(groups)}),
        )
        describe_judge(by, judge.id, profile, PLANNED_AT - timedelta(days=1))


def declare_ties(
    by: Person, ties: Iterable[Tie], entered: dict[Key, Entered], benches: Iterable[Bench]
) -> None:
    """Declare the interests of the story; an adviser does so alone, a past one is taken back."""
    panels = {(one.group, one.number): one for one in benches if one.scorer is Scorer.PANEL}
    for key, place, reason in ties:
        judge = panels[key[0], 1].judges[place]
        interest = Interest(KIND_BY_REASON[reason], reason, product_id=entered[key].product_id)
        who = judge if reason == ADVISER else by
        interest_id = declare_interest(who, judge.id, interest, RECUSED_AT)
        if reason == OLD_CLIENT:
            take_back_interest(by, interest_id, SOLD, RECUSED_AT + timedelta(hours=1))
