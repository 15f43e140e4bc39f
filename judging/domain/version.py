"""A version of a sheet as a tablet wrote it down: JSON text in, a value with sound fields out."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from judging.domain.papers import PaperTicks
from judging.domain.receipt import digest_of_text, whole_characters
from judging.domain.rubric import Scorer
from judging.domain.sheet import LONGEST_NOTE

FORMAT = 1
LARGEST = 64 * 1024  # bytes of UTF-8
LONGEST_CODE = 40
MOST_LINES = 500
LARGEST_NUMBER = 2_147_483_647  # what a database calls an integer
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
POINTS = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
CODE = re.compile(r"[!-~]{1,40}")


class Unreadable(ValueError):
    """The text is not a version; it says for the log what is wrong."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a draft and a version both say: which sheet it is, and what is filled in.

    `round` is the number of a row, `entry` a code, `rubric` the version of a rubric.
    """

    round: int
    entry: str
    scorer: Scorer
    rubric: str
    answers: Mapping[str, Decimal]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Version(Filled):
    """One handing in of a sheet. `judge` is the number of an account.

    `before` names the versions that it replaces, the oldest first. `made_at` is the tablet's clock.
    `looks_again` is the number of the moderation that the judge answers by it, if there is one.
    """

    identity: str
    competition: str
    judge: int
    papers: PaperTicks | None
    before: tuple[str, ...]
    made_at: str
    looks_again: int | None = None


def read_version(text: str) -> Version:
    """The version that the text says; raises Unreadable for anything else."""
    if len(whole_characters(text).encode()) > LARGEST:
        raise Unreadable("more than 64 KiB")
    plain = read_object(text)
    if plain.get("format") != FORMAT or isinstance(plain["format"], bool):
        raise Unreadable("another format")
    return Version(
        identity=_identity(plain.get("identity")),
        competition=_identity(plain.get("competition")),
        judge=number_from(plain.get("judge")),
        **filled_from(plain),
        papers=_papers(plain.get("papers")),
        before=tuple(map(_identity, _list(plain.get("before")))),
        made_at=_moment(plain.get("made_at")),
        looks_again=_asking(plain.get("looks_again")),
    )


def filled_from(plain: Mapping[str, object]) -> dict[str, Any]:
    """The fields of `Filled` by name; raises Unreadable."""
    return {
        "round": number_from(plain.get("round")),
        "entry": code_from(plain.get("entry")),
        "scorer": _scorer(plain.get("scorer")),
        "rubric": code_from(plain.get("rubric")),
        "answers": _answers(plain.get("answers")),
        "notes": _notes(plain.get("notes")),
    }


def read_object(text: str) -> dict[str, Any]:
    """The JSON object that the text is; raises Unreadable."""
    try:
        plain = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON") from error
    return _object(plain)


def identity_in(text: str) -> str:
    """The identity that the text names, sound or not; for one that names none, of its digest."""
    try:
        return _identity(read_object(text).get("identity"))
    except Unreadable:
        return digest_of_text(text)[:LONGEST_CODE]


def number_from(plain: object) -> int:
    """A number of a row; raises Unreadable, as all readers of fields do."""
    if type(plain) is not int or not 0 < plain <= LARGEST_NUMBER:
        raise Unreadable("no number of a row")
    return plain


def code_from(plain: object) -> str:
    """A code or a version of the standard: printable ASCII without blanks."""
    if not isinstance(plain, str) or not CODE.fullmatch(plain):
        raise Unreadable("no code")
    return plain


def _scorer(plain: object) -> Scorer:
    """Who scores: the panel or the desk."""
    if not isinstance(plain, str) or plain not in set(Scorer):
        raise Unreadable("no scorer")
    return Scorer(plain)


def _answers(plain: object) -> dict[str, Decimal]:
    """Points by criterion, each written as decimal text."""
    answers = {}
    for code, points in _object(plain).items():
        if not isinstance(points, str) or not POINTS.fullmatch(points):
            raise Unreadable("no points")
        answers[code_from(code)] = Decimal(points)
    return answers


def _notes(plain: object) -> dict[str, str]:
    """Notes by criterion, and under "" that on the whole sheet; blank ones are left out.

    What no database keeps is replaced, and what is too long is cut: no note costs a score.
    """
    notes = {}
    for code, note in _object(plain).items():
        text = whole_characters(_text(note, LARGEST)).replace("\0", "").strip()
        if text:
            notes[code and code_from(code)] = text[:LONGEST_NOTE]
    return notes


def _moment(plain: object) -> str:
    """What the tablet's clock said: kept as it is, for it decides nothing."""
    return whole_characters(_text(plain, LONGEST_CODE)).replace("\0", "")


def _asking(plain: object) -> int | None:
    """The number of an asking; what is none costs no score."""
    try:
        return number_from(plain)
    except Unreadable:
        return None


def _papers(plain: object) -> PaperTicks | None:
    if plain is None:
        return None
    told = _object(plain)
    ticked, shown = (map(code_from, _list(told.get(name))) for name in ("ticked", "shown"))
    return PaperTicks(frozenset(ticked), frozenset(shown))


def _identity(plain: object) -> str:
    if not isinstance(plain, str) or not IDENTITY.fullmatch(plain):
        raise Unreadable("no identity")
    return plain


def _object(plain: object) -> dict[str, Any]:
    if not isinstance(plain, dict) or len(plain) > MOST_LINES:
        raise Unreadable("no object")
    return plain


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list) or len(plain) > MOST_LINES * 3:
        raise Unreadable("no list")
    return plain


def _text(plain: object, longest: int) -> str:
    if not isinstance(plain, str) or len(plain) > longest:
        raise Unreadable("no text of a sound length")
    return plain


def _refuse_constant(name: str) -> None:
    raise Unreadable(f"{name} is no number")
