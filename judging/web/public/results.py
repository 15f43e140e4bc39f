"""Announced results: all groups, one group, one entry. Before the announcement there is no page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, abort, render_template, request

from judging.domain.provinces import PROVINCES, province
from judging.domain.result import ResultEntry
from judging.domain.words import Words
from judging.queries.competitions import written_standard
from judging.queries.results import PublicGroup, PublicResult, public_entry, result_of
from judging.web.appeal_words import change_words
from judging.web.guarding import open_to_everyone
from judging.web.public.pages import announced, blueprint
from judging.web.result_words import bands_of, parts_of, tie_reason


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """A product group on the first page of a result; `stars` are (star, how many), best first."""

    code: str
    title: Words
    ranked: int
    champions: list[ResultEntry]
    honoured: list[ResultEntry]
    stars: list[tuple[int, int]]


@blueprint.get("/results/<code>")
@open_to_everyone
def result(code: str) -> Response:
    """The honours of every product group, and how many earned which star."""
    found = _announced(code)
    groups = [_summary(group) for group in found.groups]
    everybody = [entry for group in found.groups for entry in group.entries]
    return _page(
        "public/result.html",
        found,
        groups=groups,
        stars_of_all=_stars(everybody),
        change_words=change_words,
    )


@blueprint.get("/results/<code>/<group>")
@open_to_everyone
def group(code: str, group: str) -> Response:
    """Every ranked entry of a product group; `?province=` leaves those of one province."""
    found = _announced(code)
    shown = next((g for g in found.groups if g.code == group), None) or abort(404)
    iso = request.args.get("province", "")
    from_here = [e for e in shown.entries if iso in ("", e.identity.province)]
    isos = {entry.identity.province for entry in shown.entries}
    return _page(
        "public/group.html",
        found,
        group=shown,
        entries=from_here,
        chosen=iso,
        provinces=[p for p in PROVINCES if p.iso in isos],
        name_by_iso={iso: province(iso).name for iso in isos},
        tie_reason=tie_reason,
    )


@blueprint.get("/results/<code>/entries/<entry_code>")
@open_to_everyone
def entry(code: str, entry_code: str) -> Response:
    """How one entry came to its final score, star and rank."""
    found = _announced(code)
    shown = public_entry(code, entry_code) or abort(404)
    group = next(g for g in found.groups if g.code == shown.group)
    return _page(
        "public/entry.html",
        found,
        entry=shown,
        group=group,
        parts=parts_of(shown),
        bands=bands_of(written_standard(code).standard.bands, shown),
        tie_reason=tie_reason(shown),
    )


def _announced(code: str) -> PublicResult:
    return result_of(code) or abort(404)


def _page(template: str, found: PublicResult, **values: object) -> Response:
    is_provisional = written_standard(found.competition).standard.provisional
    html = render_template(template, result=found, is_provisional=is_provisional, **values)
    return announced(html)


def _summary(group: PublicGroup) -> GroupSummary:
    honoured = [entry for entry in group.entries if entry.honour]
    return GroupSummary(
        code=group.code,
        title=group.title,
        ranked=len(group.entries),
        champions=[entry for entry in honoured if entry.rank == 1],
        honoured=[entry for entry in honoured if entry.rank != 1],
        stars=_stars(group.entries),
    )


def _stars(entries: Iterable[ResultEntry]) -> list[tuple[int, int]]:
    counts = Counter(entry.star or 0 for entry in entries)
    return [(star, counts[star]) for star in range(5, 0, -1)]
