"""How fast certificates are printed: `python -m tests.benchmarks.bench_certificates`.

Beside each design, the same page printed plainly: WeasyPrint with nothing kept warm.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from weasyprint import HTML

from judging.documents import press
from judging.documents.certificates import designs, render_certificate, render_many
from judging.documents.facts import Fact, certificate_context
from judging.documents.typefaces import DESIGNS, faces_css

WARM_PAGES, PLAIN_PAGES, FILES, PROCESSES = 40, 8, 250, 2
NAMES = (
    "product", "producer", "producer_form", "group", "place", "award", "competition",
    "signatory_name", "signatory_title", "issued_at",
)  # fmt: skip


def facts(serial: int) -> dict[str, Fact]:
    """A whole award; the number and the address differ from page to page."""
    number = f"OVOP-KH07-2027-FOOD-{serial:04}"
    return {
        **{f"{name}_km": "ប្រេងដូងសុទ្ធធម្មជាតិ កំពត" for name in NAMES},
        **{f"{name}_en": "Pure coconut oil of Kampot" for name in NAMES},
        "number": number,
        "verify_url": f"https://ovop.example/v/{number}",
        "issued_on": "2027-03-09",
        "expires_on": "2030-03-09",
        "year": 2027,
        "stars": 4,
        "final_score": "87.25",
        "specimen": True,
    }


def print_warm(design: str, serial: int) -> bytes:
    """As the app does."""
    return render_certificate(design, facts(serial))


def print_plainly(design: str, serial: int) -> bytes:
    """As `HTML(string=...).write_pdf()` does."""
    page = press._template(design, "certificate").render(certificate_context(facts(serial)))
    css = faces_css() + (DESIGNS / design / "certificate.css").read_text(encoding="utf-8")
    page = page.replace("</head>", f"<style>{css}</style></head>")
    return bytes(HTML(string=page, base_url=f"{(DESIGNS / design).as_uri()}/").write_pdf())


def milliseconds(act: Callable[[int], bytes], pages: int) -> list[float]:
    """What each page took, after a first one that is not counted."""
    act(0)
    times = []
    for serial in range(1, pages + 1):
        start = time.perf_counter()
        act(serial)
        times.append(1000 * (time.perf_counter() - start))
    return times


def print_files(folder: Path) -> tuple[float, int]:
    """The seconds and bytes of all files."""
    jobs = [(designs()[serial % len(designs())], facts(serial)) for serial in range(FILES)]
    start = time.perf_counter()
    pdfs = render_many(jobs, PROCESSES)
    size = sum((folder / f"{serial}.pdf").write_bytes(pdf) for serial, pdf in enumerate(pdfs))
    return time.perf_counter() - start, size


def main() -> None:
    """Print both designs both ways, then many files."""
    for design in designs():
        warm = milliseconds(partial(print_warm, design), WARM_PAGES)
        plain = statistics.median(milliseconds(partial(print_plainly, design), PLAIN_PAGES))
        median = statistics.median(warm)
        print(
            f"{design} certificate, warm: median {median:.0f} ms, fastest {min(warm):.0f} ms, "
            f"{len(print_warm(design, 1)) / 1000:.0f} kB; plainly {plain:.0f} ms, "
            f"{plain / median:.1f} times as long"
        )
    with tempfile.TemporaryDirectory() as folder:
        seconds, size = print_files(Path(folder))
    print(
        f"{FILES} certificates as files, {PROCESSES} processes: "
        f"{seconds:.1f} s, {size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
