"""Same facts, same bytes: again, after other pages, in other processes, from many threads."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from judging.documents import press
from judging.documents.certificates import designs, render_certificate, render_many
from judging.documents.facts import Fact
from judging.domain.refusal import Refusal

pytestmark = pytest.mark.documents

ROOT = Path(__file__).parents[2]
PRINT_DIGEST = """
import hashlib, json, sys
from judging.documents.certificates import render_certificate
design, facts = json.load(sys.stdin)
print(hashlib.sha256(render_certificate(design, facts)).hexdigest())
"""


@pytest.mark.parametrize("design", designs())
def test_a_first_print_equals_every_later_one(facts: dict[str, Fact], design: str) -> None:
    press._press.cache_clear()
    first = render_certificate(design, facts)
    render_certificate(design, facts | {"product_km": "ទឹកដោះគោ", "stars": 3})
    assert render_certificate(design, facts) == first


@pytest.mark.parametrize("design", designs())
def test_another_process_with_another_hash_seed_prints_the_same(
    facts: dict[str, Fact], design: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        input=json.dumps([design, facts]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    digest = hashlib.sha256(render_certificate(design, facts)).hexdigest()
    assert run.stdout.strip() == digest


def test_a_pool_prints_the_same_in_the_order_of_its_jobs(facts: dict[str, Fact]) -> None:
    jobs = [(design, facts | {"number": f"No-{n}"}) for n in range(3) for design in designs()]
    assert list(render_many(jobs)) == [render_certificate(*job) for job in jobs]


def test_a_pool_hands_on_the_refusal_of_a_bad_fact(facts: dict[str, Fact]) -> None:
    with pytest.raises(Refusal, match="“stars”"):
        list(render_many([("champion", facts | {"stars": "4"})]))


def test_threads_wait_for_each_other_and_spoil_no_page(facts: dict[str, Fact]) -> None:
    jobs = [(design, facts | {"number": f"No-{n}"}) for n in range(12) for design in designs()]
    alone = [render_certificate(*job) for job in jobs]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda job: render_certificate(*job), jobs))
    assert together == alone


def test_only_one_thread_is_at_the_press(
    facts: dict[str, Fact], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    printed: Callable[..., bytes] = press._Press.print

    def watched(*details: object) -> bytes:
        inside.append(press._LOCK.locked())
        return printed(*details)

    monkeypatch.setattr(press._Press, "print", watched)
    render_certificate("champion", facts)
    assert inside == [True]


def test_the_cache_of_art_does_not_grow_with_the_pages(facts: dict[str, Fact]) -> None:
    render_certificate("champion", facts)
    kept = len(press._press("champion", "certificate")._art)
    for number in range(3):
        render_certificate("champion", facts | {"verify_url": f"https://ovop.example/v/{number}"})
    assert len(press._press("champion", "certificate")._art) == kept


def test_art_with_a_gradient_is_the_same_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = tmp_path / "shiny"
    design.mkdir()
    (tmp_path / "fonts").symlink_to(press.DESIGNS / "fonts")
    (design / "page.html").write_text('<html lang="km"><title>.</title><p>.</p></html>')
    (design / "page.css").write_text("p { width: 9mm; height: 9mm; background: url(shine.svg) }")
    (design / "shine.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs>'
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
        '</linearGradient></defs><path fill="url(#g)" d="M0 0h9v9h-9z"/></svg>'
    )
    for module in ("artwork", "press"):
        monkeypatch.setattr(f"judging.documents.{module}.DESIGNS", tmp_path)
    # The first page reads the art, the second remembers it, the third leans on memory.
    assert len({press.print_page("shiny", "page", {}) for _ in range(3)}) == 1
