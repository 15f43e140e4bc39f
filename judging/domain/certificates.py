"""Which certificates an announced entry receives."""

from collections.abc import Iterator

from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.standing import State

CHAMPION, STANDARD = "champion", "standard"


def designs_for(
    state: State, honour: str | None, star: int | None, *, rules: Rules, standard: Standard
) -> Iterator[str]:
    """The champion's certificate for the first honour, the standard's from its star on."""
    if state is not State.RANKED:
        return
    champion = next(iter(rules.honours.honours), None)
    if champion and honour == champion.code:
        yield CHAMPION
    if (star or 0) >= standard.certificate.from_star:
        yield STANDARD
