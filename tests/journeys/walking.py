"""Opening every page that the app has, as anybody: the addresses come from the app itself."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from flask import Flask
from werkzeug.routing import Rule

from judging.queries import certificates, entries, interests, panels, tablets
from judging.queries.appeals import appeals_of
from judging.queries.competition_exports import COMPETITION_TABLES
from judging.queries.exports import REGISTRY_TABLES
from judging.queries.imports import kept_imports
from judging.queries.producers import producers as all_producers
from judging.queries.product_papers import registered_of_entry
from judging.queries.products import Wanted, products as all_products
from judging.queries.proposals import open_proposals
from judging.queries.waiting import waiting_of
from judging.web.tablet.shell import newest_shell
from tests.story import Story

TODAY = date(2027, 4, 10)
# What stands in addresses whatever the story is.
FIXED: dict[str, list[object]] = {
    "file_id": [1],
    "group": ["FOOD"],
    "test": ["village"],
    "scorer": ["panel"],
    "hall_paper": ["labels", "flight-sheets", "table-cards", "judges-guide"],
    "name": ["tablet/words.json"],
    "registry_table": ["template", *REGISTRY_TABLES],
    "competition_table": [*COMPETITION_TABLES],
    "file_kind": ["csv"],
}


def addresses(app: Flask, story: Story, *, one: bool = False) -> Iterator[str]:
    """Every address that can be opened, with every thing of the story in its places.

    With `one`, only the first address of each page.
    """
    places = things(app, story)
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                yield from islice(fill(app, rule, places), 1 if one else None)


def things(app: Flask, story: Story) -> dict[str, list[object]]:
    """What can stand in each place of an address; a new place has to be added here."""
    with app.test_request_context():
        shell = newest_shell().version
    found = entries.entries_of(story.round_id)
    on_tablets = tablets.tablets_of(story.round_id)
    numbers = [c.number for c in certificates.of_competition(story.code, TODAY)]
    return {
        **FIXED,
        "code": [story.code],
        "producer_id": [producer.producer_id for producer in all_producers()],
        "product_id": [product.product_id for product in all_products(Wanted(), TODAY)],
        "entry_id": [entry.entry_id for entry in found],
        "entry_code": [entry.code for entry in found],
        "number": [*numbers, "OVOP-KH07-2027-FOOD-0001"],
        "panel_id": [panel.id for panel in panels.panels_of(story.round_id)],
        "account_id": [judge.id for judge in story.judges],
        "interest_id": [view.interest_id for one in interests.judges() for view in one.interests]
        or [1],
        "proposal_id": [one.id for one in open_proposals()] or [1],
        "paper_id": [
            paper.id
            for entry in found
            for paper in registered_of_entry(entry.entry_id, TODAY).values()
        ]
        or [1],
        "appeal_id": [one.appeal_id for one in appeals_of(story.round_id)] or [1],
        "tablet_id": [tablet.id for tablet in on_tablets] or [1],
        "arrival_id": [arrival.id for arrival in waiting_of(story.round_id)] or [1],
        "version": [shell],
        "import_id": [one.id for one in kept_imports()] or [1],
        "enrolment_id": [j.enrolment_id for t in on_tablets for j in t.judges] or [1],
    }


def fill(app: Flask, rule: Rule, places: dict[str, list[object]]) -> Iterator[str]:
    """The addresses of one rule: each thing of its last place, the first of the others."""
    names = sorted(rule.arguments - set(rule.defaults or ()))
    adapter = app.url_map.bind("localhost")
    firsts = {name: places[name][0] for name in names}
    if rule.endpoint == "account.language":
        return
    if not names:
        yield adapter.build(rule.endpoint)
        return
    many = max(names, key=lambda name: len(places[name]))
    for thing in places[many]:
        yield adapter.build(rule.endpoint, {**firsts, many: thing})


def said(answer_headers: Iterator[tuple[str, str]], body: bytes) -> str:
    """All that an answer tells: its headers (a file's name is one) and its body."""
    return "\n".join(f"{name}: {value}" for name, value in answer_headers) + body.decode(
        errors="replace"
    )
