"""What travels between the centre and a province's own server: the starter file, the round file.

Everything is named as people and both databases know it: identities, codes, sign-in names; never
by the number of a row, which means something else on the other side.
"""

from dataclasses import dataclass
from datetime import date, datetime

from judging.domain.people import Role
from judging.domain.places import Place
from judging.domain.producers import Producer
from judging.domain.product_papers import ProductPaper
from judging.domain.products import OriginTest, Product
from judging.domain.provinces import province
from judging.domain.rounds import Departure, Purpose, SheetState
from judging.domain.rubric import Scorer
from judging.domain.verdict import Outcome
from judging.domain.words import Words

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ProducerCopy:
    """A producer; accounts stay where they are."""

    identity: str
    about: Producer

    @property
    def name(self) -> Words:
        """The producer's name."""
        return self.about.name


@dataclass(frozen=True, slots=True)
class FindingCopy:
    """The answer to one of the four tests of an OVOP product."""

    test: OriginTest
    holds: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCopy:
    """A product of the producer with that identity; findings in the order of their tests."""

    identity: str
    producer: str
    name: Words
    province: str
    district: Words | None = None
    commune: Words | None = None
    village: Words | None = None
    gazetteer: str
    registration: str
    group: str
    findings: tuple[FindingCopy, ...]

    @property
    def product(self) -> Product:
        """The product as the registry writes it; Refusal for a province that there is not."""
        place = Place(province(self.province), self.district, self.commune, self.village)
        return Product(self.name, place, self.group, self.registration, self.gazetteer)


@dataclass(frozen=True, slots=True)
class PaperCopy:
    """A paper of the product with that identity, without its scan."""

    product: str
    paper: ProductPaper


@dataclass(frozen=True, slots=True)
class Registry:
    """Products with their producers and papers, each in the order of their identities."""

    producers: tuple[ProducerCopy, ...] = ()
    products: tuple[ProductCopy, ...] = ()
    papers: tuple[PaperCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupCopy:
    """A product group and the version of its rubric."""

    code: str
    position: int
    title: Words
    rubric: str


@dataclass(frozen=True, slots=True)
class WrittenCopy:
    """The meaning of a rubric, the standard or the rules under its version."""

    version: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CompetitionCopy:
    """A competition with its groups and the versions that it is judged by."""

    identity: str
    code: str
    title: Words
    starts_on: date
    ends_on: date
    specimen: bool
    signatory: Words
    signatory_title: Words
    standard: str
    rules: str
    groups: tuple[GroupCopy, ...]
    written: tuple[WrittenCopy, ...]


@dataclass(frozen=True, slots=True)
class Starter:
    """With what a province begins its round; `key` signs the round file, 64 hexadecimal digits."""

    format: int
    competition: CompetitionCopy
    province: str
    leading_products: int
    registry: Registry
    key: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCopy:
    """An entry; `moved_from` and `repeat_of` are codes of other entries of the round."""

    code: str
    product: str
    group: str
    purpose: Purpose
    departure: Departure | None = None
    reason: str | None = None
    moved_from: str | None = None
    repeat_of: str | None = None
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgeCopy:
    """Somebody who scored; others name the judge by the sign-in name."""

    login: str
    name: Words
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedCopy:
    """An entry in a panel's flights."""

    entry: str
    flight: int
    position: int
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCopy:
    """Who scored together, and what in which order."""

    name: str
    group: str
    scorer: Scorer
    judges: tuple[str, ...]
    chair: str | None = None
    served: tuple[ServedCopy, ...]


@dataclass(frozen=True, slots=True)
class RecusalCopy:
    """A judge who did not score an entry."""

    judge: str
    entry: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCopy:
    """A version of a sheet; `digest` is that of answers and notes, one below the other."""

    identity: str
    entry: str
    judge: str
    scorer: Scorer
    version: int
    state: SheetState
    rubric: str
    answers: str
    notes: str
    saved_at: datetime
    handed_in_at: datetime | None = None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalCopy:
    """A version as it came from a tablet: the bytes, their digest and what became of them."""

    identity: str
    digest: str
    body: str
    entry: str | None = None
    judge: str
    via: str
    arrived_at: datetime
    made_at: str
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCopy:
    """A line of the audit."""

    at: datetime
    by: str | None = None
    act: str
    on: str
    detail: str


@dataclass(frozen=True, slots=True)
class ResultEntryCopy:
    """One entry of the result as it was frozen."""

    code: str
    content: str


@dataclass(frozen=True, slots=True)
class ResultCopy:
    """The newest version of the result, as it was frozen."""

    version: int
    announced_at: datetime
    content: str
    entries: tuple[ResultEntryCopy, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents of a round file: how many there are of each."""

    producers: int
    products: int
    papers: int
    entries: int
    judges: int
    panels: int
    recusals: int
    sheets: int
    arrivals: int
    lines: int
    ranked: int


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A whole announced round, as the province's `number`th file tells it.

    `competition` is an identity, `starter` the digest of the starter file with which the round was
    begun. `leading` are the codes of the entries that lead on by their scores: a proposal.
    """

    format: int
    competition: str
    code: str
    province: str
    starter: str
    number: int
    made_at: datetime
    opened_at: datetime
    closed_at: datetime
    contents: Contents
    registry: Registry
    entries: tuple[EntryCopy, ...]
    judges: tuple[JudgeCopy, ...]
    panels: tuple[PanelCopy, ...]
    recusals: tuple[RecusalCopy, ...]
    sheets: tuple[SheetCopy, ...]
    arrivals: tuple[ArrivalCopy, ...]
    lines: tuple[LineCopy, ...]
    result: ResultCopy
    leading: tuple[str, ...]
