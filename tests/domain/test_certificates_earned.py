"""Which certificates an entry earns by its state, honour and star."""

from dataclasses import replace
from decimal import Decimal

import pytest

from judging.domain.certificates import designs_for
from judging.domain.rules import Combining, Honour, Honours, Method, Rules
from judging.domain.standard import Band, CertificateRule, Standard
from judging.domain.standing import State
from judging.domain.words import Words

NAME = Words("ក", "A")
RULES = Rules(
    title=NAME,
    combine=Combining(Method.MEAN),
    honours=Honours((Honour("champion", NAME, 1), Honour("excellence", NAME, 2))),
)
STANDARD = Standard(NAME, (Band(1, Decimal(0)),), CertificateRule(from_star=3, valid_months=36))


@pytest.mark.parametrize(
    ("state", "honour", "star", "designs"),
    [
        (State.RANKED, "champion", 5, ["champion", "standard"]),
        (State.RANKED, "excellence", 3, ["standard"]),
        (State.RANKED, None, 2, []),
        (State.RANKED, None, None, []),
        (State.RANKED, "champion", 2, ["champion"]),
        (State.ELIMINATED, "champion", 5, []),
        (State.BELOW_QUORUM, None, 5, []),
    ],
)
def test_certificates_follow_from_state_honour_and_star(
    state: State, honour: str | None, star: int | None, designs: list[str]
) -> None:
    assert list(designs_for(state, honour, star, rules=RULES, standard=STANDARD)) == designs


def test_rules_without_honours_have_no_champion() -> None:
    rules = replace(RULES, honours=Honours(()))
    designs = designs_for(State.RANKED, "champion", 3, rules=rules, standard=STANDARD)
    assert list(designs) == ["standard"]
