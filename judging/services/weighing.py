"""What the law says of sheets from tablets, before anybody has to wait for the write lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from judging.domain.reading import asked_answers, check_answers, read_sheet
from judging.domain.receipt import digest_of_text
from judging.domain.refusal import Refusal
from judging.domain.rubric import Rubric, Scorer
from judging.domain.sheet import ScoreSheet
from judging.domain.verdict import Reason
from judging.domain.version import Unreadable, Version, read_version
from judging.persistence.loading import known_rubric
from judging.services.sending import Sent


@dataclass(frozen=True, slots=True)
class Weighed:
    """A version that was read by the law; `answers` are those that are asked.

    `version` is None for a text that cannot be read. `fault` is what the law finds by the rubric
    that the version names; nothing was asked where `is_known` is false: the rubric is not here.
    """

    sent: Sent
    digest: str
    version: Version | None = None
    is_known: bool = False
    answers: Mapping[str, Decimal] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    fault: Reason | None = None


def weigh(session: Session, sent: Sent) -> Weighed:
    """Read a version and ask the law about it; nothing that a tablet sends is a fault of ours."""
    digest = digest_of_text(sent.text)
    try:
        version = read_version(sent.text)
    except Unreadable:
        return Weighed(sent, digest)
    if version.identity != sent.identity:
        return Weighed(sent, digest)
    rubric = known_rubric(session, version.rubric)
    if rubric is None:
        return Weighed(sent, digest, version)
    codes = {criterion.code for criterion in rubric.criteria(version.scorer)} | {""}
    asked = asked_answers(rubric, version.scorer, version.answers)
    return Weighed(
        sent,
        digest,
        version,
        is_known=True,
        answers=asked,
        notes={code: note for code, note in version.notes.items() if code in codes},
        fault=_fault(rubric, version, asked),
    )


def is_possible(rubric: Rubric, scorer: Scorer, answers: Mapping[str, Decimal]) -> bool:
    """Whether the rubric knows these answers and allows them together."""
    try:
        check_answers(rubric, scorer, answers)
    except Refusal:
        return False
    return True


def _fault(rubric: Rubric, version: Version, asked: Mapping[str, Decimal]) -> Reason | None:
    if not is_possible(rubric, version.scorer, version.answers):
        return Reason.NOT_POSSIBLE
    if version.papers and version.scorer is not Scorer.DESK:
        return Reason.NOT_POSSIBLE
    if read_sheet(rubric, ScoreSheet("", version.scorer, asked)).blanks:
        return Reason.NOT_WHOLE
    return None
