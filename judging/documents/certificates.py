"""Certificates: the facts of an award in, a PDF out."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from judging.documents.facts import Facts, certificate_context
from judging.documents.qr import QrCode
from judging.documents.typefaces import DESIGNS
from judging.domain.refusal import Refusal

_PAGE: Final = "certificate"


def designs() -> tuple[str, ...]:
    """The names of the designs, each a folder of `certificates/`."""
    return tuple(sorted(page.parent.name for page in DESIGNS.glob(f"*/{_PAGE}.html")))


def render_certificate(design: str, facts: Facts) -> bytes:
    """One certificate as PDF/A-3a; the same facts give the same bytes on every run.

    Raises a Refusal if there is no such design or a fact cannot be printed.
    """
    if design not in designs():
        raise Refusal(
            "There is no certificate design “%(design)s”: choose one of %(designs)s.",
            design=design,
            designs=", ".join(designs()),
        )
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    context = certificate_context(facts)
    return print_page(design, _PAGE, context, {"code": QrCode(str(facts["verify_url"]))})


def render_many(jobs: Iterable[tuple[str, Facts]], processes: int = 2) -> Iterator[bytes]:
    """The certificates of (design, facts) pairs in their order, printed by several processes."""
    # Spawned and not forked: a fork would inherit a lock that another thread may hold.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_render, jobs, chunksize=4)


def _render(job: tuple[str, Facts]) -> bytes:
    return render_certificate(*job)
