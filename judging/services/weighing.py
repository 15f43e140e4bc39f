"""What the law says of sheets from tablets, before anybody has to wait for the write lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.reading import asked_answers, check_answers, read_sheet
from judging.domain.receipt import digest_of_text
from judging.domain.refusal import Refusal
from judging.domain.rubric import Rubric, Scorer
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Standard
from judging.domain.verdict import Reason
from judging.domain.version import Unreadable, Version, read_version
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.loading import written
from judging.services.sending import Sent


@dataclass(frozen=True, slots=True)
class Edition:
    """What the law needs to know of a competition; rubrics by their version."""

    identity: str
    rounds: frozenset[int]
    rubrics: Mapping[str, Rubric]
    papers: frozenset[str]


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


def edition_of(session: Session, competition_id: int) -> Edition:
    """The competition with this number."""
    rounds = session.execute(
        select(CompetitionRow.identity, CompetitionRow.standard_version, RoundRow.id)
        .join(RoundRow, RoundRow.competition_id == CompetitionRow.id)
        .where(CompetitionRow.id == competition_id)
    ).all()
    identity, standard, _ = rounds[0]
    groups = select(GroupRow.rubric_version).where(GroupRow.competition_id == competition_id)
    return Edition(
        identity=identity,
        rounds=frozenset(round_id for *_, round_id in rounds),
        rubrics={version: written(session, Rubric, version) for version in session.scalars(groups)},
        papers=frozenset(kind.code for kind in written(session, Standard, standard).papers),
    )


def weigh(edition: Edition, sent: Sent) -> Weighed:
    """Read a version and ask the law about it; nothing that a tablet sends is a fault of ours."""
    digest = digest_of_text(sent.text)
    try:
        version = read_version(sent.text)
    except Unreadable:
        return Weighed(sent, digest)
    rubric = edition.rubrics.get(version.rubric)
    if version.identity != sent.identity:
        return Weighed(sent, digest)
    if rubric is None:
        return Weighed(sent, digest, version)
    codes = {criterion.code for criterion in rubric.criteria(version.scorer)} | {""}
    return Weighed(
        sent,
        digest,
        version,
        is_known=True,
        answers=asked_answers(rubric, version.scorer, version.answers),
        notes={code: note for code, note in version.notes.items() if code in codes},
        fault=_fault(edition, rubric, version),
    )


def is_possible(rubric: Rubric, scorer: Scorer, answers: Mapping[str, Decimal]) -> bool:
    """Whether the rubric knows these answers and allows them together."""
    try:
        check_answers(rubric, scorer, answers)
    except Refusal:
        return False
    return True


def _fault(edition: Edition, rubric: Rubric, version: Version) -> Reason | None:
    if not is_possible(rubric, version.scorer, version.answers):
        return Reason.NOT_POSSIBLE
    if version.papers and not _may_tick(edition, version.scorer, version.papers.ticked):
        return Reason.NOT_POSSIBLE
    asked = asked_answers(rubric, version.scorer, version.answers)
    if read_sheet(rubric, ScoreSheet("", version.scorer, asked)).blanks:
        return Reason.NOT_WHOLE
    return None


def _may_tick(edition: Edition, scorer: Scorer, ticked: Iterable[str]) -> bool:
    return scorer is Scorer.DESK and edition.papers.issuperset(ticked)
