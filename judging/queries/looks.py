"""Looking for names however they were typed: in either language, by how they look."""

from functools import lru_cache

from judging.domain.spelling import look_of as slow_look_of
from judging.domain.words import Words

# Every name of the registry is looked at for every search, and a name never changes its look.
look_of = lru_cache(maxsize=50_000)(slow_look_of)


def holds(searched: str, *texts: str) -> bool:
    """Whether one of the texts has what is searched, as it is written or as it looks."""
    plain, look = searched.casefold(), look_of(searched)
    return any(plain in text.casefold() for text in texts) or (
        bool(look) and any(look in look_of(text) for text in texts)
    )


def looks_like(one: Words, other: Words) -> bool:
    """Whether two names look the same in at least one language."""
    pairs = ((one.km, other.km), (one.en, other.en))
    return any(look_of(a) and look_of(a) == look_of(b) for a, b in pairs)
