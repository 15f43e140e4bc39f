"""Everybody who reads entries has decided whether what is planted among them is meant too."""

import re
from pathlib import Path

ROOM = Path(__file__).parents[2] / "judging"
# Leave out what does not compete, by this condition or by its purpose.
LEFT_OUT = {
    "persistence/drawing.py": "a draw draws what competes",
    "persistence/entries_now.py": "below quorum, disagreement and counts are of what competes",
    "persistence/loading.py": "standings",
    "persistence/moderated.py": "panels look again at what competes",
    "queries/competitions.py": "how many entries a group has",
    "queries/counting.py": "the count of a round",
    "queries/left_panels.py": "sheets that count",
    "queries/panels.py": "unserved is what competes and no panel has",
    "queries/past_entries.py": "what a product was entered for",
    "services/appealing.py": "a producer knows nothing of a repeat",
    "services/carrying.py": "what competes leads on",
    "services/entering.py": "a repeat is no second entering of its product",
    "services/leaving.py": "what does not compete leaves with its original alone",
}
# Tell it apart: for the organiser, for a file of the whole round, or to serve it where it belongs.
TOLD_APART = {
    "persistence/entries.py",
    "persistence/planted.py",
    "persistence/round_copies.py",
    "queries/competition_exports.py",
    "queries/entries.py",
    "queries/flights.py",
    "queries/repeats.py",
    "queries/tablet_entries.py",
    "services/planting.py",
}
# It is served, printed, scored, kept and reached like any other entry.
LIKE_ANY_OTHER = {
    "persistence/appeals.py",
    "persistence/arrivals.py",
    "persistence/audited.py",
    "persistence/conflict_facts.py",
    "persistence/meetings.py",
    "persistence/moderation.py",
    "persistence/panels.py",
    "persistence/paper_sheets.py",
    "persistence/reach.py",
    "persistence/registry_copies.py",
    "persistence/samples.py",
    "persistence/tables.py",
    "queries/comparisons.py",
    "queries/drawing.py",
    "queries/hall.py",
    "queries/paper_sheets.py",
    "queries/printing.py",
    "queries/product_papers.py",
    "queries/products.py",
    "queries/progress.py",
    "queries/province_sheets.py",
    "queries/reach.py",
    "queries/samples.py",
    "queries/sheets.py",
    "queries/tablet_papers.py",
    "queries/tablet_sheets.py",
    "queries/waiting.py",
    "queries/whereabouts.py",
    "services/assigning.py",
    "services/bringing_home.py",
    "services/competing.py",
    "services/deciding.py",
    "services/drawing.py",
    "services/lending.py",
    "services/lowering.py",
    "services/paper_places.py",
    "services/paper_sheets.py",
    "services/papers.py",
    "services/planning.py",
    "services/sampling.py",
}
# Are given entries by a standing or a result, in which nothing planted is, or find one by these.
OF_A_RESULT = {
    "persistence/counted.py",
    "persistence/leading.py",
    "persistence/results.py",
    "queries/appeals.py",
    "queries/certificates.py",
    "queries/leading.py",
    "queries/proposals.py",
    "queries/standings.py",
    "services/announcing.py",
    "services/announcing_again.py",
    "services/certifying.py",
    "services/moderating.py",
    "services/proposing.py",
}


def reading() -> dict[str, str]:
    """Every module that names the row of an entry, and its text."""
    texts = {
        str(path.relative_to(ROOM)): path.read_text()
        for path in ROOM.rglob("*.py")
        if "migrations" not in path.parts
    }
    return {name: text for name, text in texts.items() if re.search(r"\bEntryRow\b", text)}


def test_every_module_that_reads_entries_has_decided() -> None:
    decided = [*LEFT_OUT, *TOLD_APART, *LIKE_ANY_OTHER, *OF_A_RESULT]
    assert sorted(decided) == sorted(reading())


def test_who_leaves_it_out_says_so() -> None:
    texts = reading()
    for name in LEFT_OUT:
        assert re.search(r"\bCOMPETES\b|\bPurpose\.COMPETING\b", texts[name]), name


def test_nobody_else_knows_the_purpose() -> None:
    texts = reading()
    for name in LIKE_ANY_OTHER | OF_A_RESULT:
        assert not re.search(r"\bCOMPETES\b|\bPurpose\b", texts[name]), name
