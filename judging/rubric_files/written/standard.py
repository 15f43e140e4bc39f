"""The file of the standard: star bands, papers, and the gates of missing papers."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from judging.domain.rubric import Effect
from judging.domain.standard import CertificateRule, PaperGate, PaperKind, Standard
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.band import WrittenBand, band_faults
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.gate import WithEffect
from judging.rubric_files.written.scalars import Code, Count
from judging.rubric_files.written.words import Provisional, Titled, WrittenWords


class WrittenPaper(Titled):
    """A kind of paper."""

    issuer: WrittenWords
    """Who gives the paper."""

    def meaning(self) -> PaperKind:
        """The kind of paper meant."""
        return PaperKind(self.code, self.title.meaning(), self.issuer.meaning())


class WrittenPaperGate(WithEffect):
    """What a missing paper does to the entries of some groups."""

    paper: Code
    """The code of the paper."""
    groups: Annotated[tuple[Code, ...], Field(min_length=1)]
    """The codes of the groups that need the paper."""

    def faults(self) -> Iterator[FileFault]:
        """A missing paper cannot stop a judge from scoring."""
        yield from super().faults()
        if self.effect is Effect.STOP:
            yield self.fault("a missing paper cannot stop; write eliminate or cap", "effect")

    def meaning(self) -> PaperGate:
        """The gate meant."""
        return PaperGate(self.paper, self.groups, self.effect, self.reason.meaning(), self.star)


class WrittenCertificate(Written):
    """Who gets a standard certificate."""

    from_star: Count
    """The lowest star that gets a certificate."""
    valid_months: Count
    """For how many months the certificate is valid."""


class StandardFile(Provisional):
    """The published thresholds against which every entry is measured."""

    edition: WrittenWords
    """The name of this edition of the standard."""
    bands: Annotated[tuple[WrittenBand, ...], Field(min_length=1)]
    """The star bands, lowest first, without hole or overlap."""
    certificate: WrittenCertificate
    """Who gets a standard certificate, and for how long."""
    papers: tuple[WrittenPaper, ...] = ()
    """The kinds of paper that gates ask for."""
    gates: tuple[WrittenPaperGate, ...] = ()
    """What a missing paper does."""

    def faults(self) -> Iterator[FileFault]:
        """Bands without hole; papers and stars that exist."""
        yield from band_faults(self.bands)
        yield from self._star_faults()
        papers: set[str] = set()
        for paper in self.papers:
            if paper.code in papers:
                yield paper.fault(f"paper `{paper.code}` is written twice; rename one", "code")
            papers.add(paper.code)
        for gate in self.gates:
            if gate.paper not in papers:
                yield gate.fault(f"paper `{gate.paper}` is not in `papers`; add it there", "paper")

    def _star_faults(self) -> Iterator[FileFault]:
        stars = [band.star for band in self.bands]
        if self.certificate.from_star not in stars:
            yield self.certificate.fault(
                "no band earns this star; write one that is earned", "from_star"
            )
        for gate in self.gates:
            if gate.star is not None and gate.star not in stars:
                yield gate.fault("no band earns this star; write one that is earned", "star")

    def meaning(self) -> Standard:
        """The standard meant; only without faults."""
        return Standard(
            edition=self.edition.meaning(),
            bands=tuple(band.meaning() for band in self.bands),
            certificate=CertificateRule(self.certificate.from_star, self.certificate.valid_months),
            papers=tuple(paper.meaning() for paper in self.papers),
            gates=tuple(gate.meaning() for gate in self.gates),
            provisional=self.provisional,
            khmer_reviewed=self.khmer_reviewed,
        )
