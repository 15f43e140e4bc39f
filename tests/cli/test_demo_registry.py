"""The demo's registry: its products have papers and answered tests, as in real life not all."""

from collections import Counter
from pathlib import Path

from judging.cli.demonstration.timetable import STARTS_ON
from judging.domain.product_papers import Expiry
from judging.queries.entries import entries_of
from judging.queries.product_papers import missing_of_entry
from judging.queries.products import Wanted, products
from tests.cli.test_demo_command import competition, demo_at


def test_papers_are_good_for_long_over_soon_over_or_missing(tmp_path: Path) -> None:
    with demo_at(tmp_path, "--at", "entering"):
        info, found = competition(), products(Wanted(), STARTS_ON)
        missing = [
            len(missing_of_entry(view.entry_id, info.ends_on)) for view in entries_of(info.round_id)
        ]
    ends = Counter(paper.expiry for product in found for paper in product.papers)
    assert ends[Expiry.FAR] > ends[Expiry.SOON] >= 2
    assert ends[Expiry.EXPIRED] >= 1
    assert 0 < sum(missing) < len(missing)
    assert {product.open_tests for product in found} == {0, 1, 4}
