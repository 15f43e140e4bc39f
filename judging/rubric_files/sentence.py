"""Says what pydantic found wrong in one clear sentence of the editor's words."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from judging.rubric_files.placed import PlacedMapping

_SENTENCES = {
    "string_type": "must be one text",
    "string_pattern_mismatch": "may have letters, digits, `.` and `-` only, not `{input}`",
    "tuple_type": "must be a list; begin each entry with `- `",
    "too_short": "needs at least {min_length} entries, not {actual_length}",
    "enum": "cannot be `{input}`; write {expected}",
    "literal_error": "cannot be `{input}`; write {expected}",
    "greater_than": "must be more than {gt}, not {input}",
    "greater_than_equal": "must be {ge} or more, not {input}",
    "less_than_equal": "must be {le} or less, not {input}",
}


def way_to(error: ErrorDetails) -> tuple[str | int, ...]:
    """The keys and list places that lead to the error."""
    key = error.get("ctx", {}).get("key")
    return (*error["loc"], key) if key else error["loc"]


def nearest(key: str, known: tuple[str, ...]) -> str | None:
    """The known key for which `key` may be a slip."""
    return next(iter(get_close_matches(key, known, n=1)), None)


def sentence_for(error: ErrorDetails, holder: PlacedMapping) -> str:
    """What is wrong and what to do; `holder` is the mapping in which the error stands."""
    way = way_to(error)
    if error["type"] == "extra_forbidden":
        return _unknown_key(str(way[-1]), holder.known)
    name = _name(way)
    if error["type"] == "missing":
        return f"{name} is missing; add it"
    if error["type"] == "string_too_short":
        return f"{name} is blank; write its text"
    return f"{name} {_rule(error)}"


def _rule(error: ErrorDetails) -> str:
    facts: Mapping[str, Any] = {"input": error["input"], **error.get("ctx", {})}
    rule = _SENTENCES.get(error["type"])
    # A sentence of our own scalars arrives whole, as the message of the error.
    return rule.format(**facts).replace("'", "`") if rule else error["msg"]


def _name(way: tuple[str | int, ...]) -> str:
    keys = [step for step in way if step not in ("with", "without")]
    if keys and isinstance(keys[-1], int):
        return f"entry {keys[-1] + 1} of `{keys[-2]}`"
    return f"`{keys[-1]}`" if keys else "the file"


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = nearest(key, known)
    what = f"did you mean `{near}`?" if near else "delete it."
    listed = ", ".join(f"`{name}`" for name in known)
    return f"`{key}` is not a known key here; {what} Known here: {listed}"
