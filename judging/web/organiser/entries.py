"""Entries: list, enter, look at, correct; the papers that were seen."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.people import Role
from judging.domain.refusal import NotThere
from judging.queries.competitions import CompetitionInfo, competition, written_standard
from judging.queries.entries import EntryView, entries_of, entry as entry_with, papers_seen
from judging.queries.entry_sheets import sheets_of_entry
from judging.queries.people import people
from judging.queries.product_papers import missing_of_entry, registered_of_entry
from judging.queries.province_sheets import province_sheets
from judging.queries.quorum import quorum_of
from judging.queries.samples import broken_sample_of
from judging.queries.whereabouts import whereabouts_of
from judging.services.entering import correct_entry, enter_product
from judging.services.papers import PaperTicks, record_papers
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import entry_form
from judging.web.organiser.naming import DEPARTURES, PURPOSES, SCORERS, SHEET_STATES, STEPS
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.products import alike_products
from judging.web.organiser.registry import today
from judging.web.organiser.ticking import TicksField
from judging.web.signed_in import signed_in


class EntryFilter(HouseForm):
    """Which entries to list; it changes nothing, so it travels in the address."""

    class Meta(HouseForm.Meta):
        """No token in an address."""

        csrf = False

    group = SelectField(_l("Product group"), validate_choice=False)
    search = TextField(_l("Code, product or producer"))


class PapersForm(HouseForm):
    """The papers that somebody has held in his hands."""

    papers = TicksField(_l("Papers seen"))


@blueprint.get("/competitions/<code>/entries")
@open_to(*STAFF)
def entries(code: str) -> str:
    """The entries of the competition, by group and code."""
    info = competition(code)
    form = EntryFilter(formdata=request.args)
    form.group.choices = [
        SelectChoice("", gettext("All groups")),
        *(SelectChoice(g.code, words(g.title)) for g in info.groups),
    ]
    found = entries_of(info.round_id, form.group.data or None, form.search.data or "")
    rows, page, last = page_of(found)
    return render_template(
        "organiser/entries.html",
        info=info,
        titles={group.code: group.title for group in info.groups},
        departures=DEPARTURES,
        purposes=PURPOSES,
        form=form,
        rows=rows,
        found=len(found),
        page=page,
        last=last,
        link=lambda number: url_for(
            "organiser.entries",
            code=code,
            page=number,
            group=form.group.data or None,
            search=form.search.data or None,
        ),
    )


@blueprint.route("/competitions/<code>/entries/new", methods=["GET", "POST"])
@open_to(*STAFF)
def enter_entry(code: str) -> Page | Response:
    """Put a product forward that the registry does not have yet."""
    info = competition(code)
    form = entry_form(info, people(Role.PRODUCER, reach=signed_in().reach))
    if form.validate_on_submit():
        new = form.new_entry()
        if form.is_another(alike_products(new.product, new.place.province.iso)):
            with form.refusing():
                at = datetime.now(UTC)
                entry_id = enter_product(signed_in(), info.round_id, new, at)
                flash(gettext("The product is entered. Write its code on the sample."), "good")
                return redirect(url_for("organiser.entry", code=code, entry_id=entry_id))
    return render_template(
        "organiser/entry_form.html", info=info, form=form, entry=None
    ), form.status


@blueprint.get("/competitions/<code>/entries/<int:entry_id>")
@open_to(*STAFF)
def entry(code: str, entry_id: int) -> str:
    """One entry with its papers and the history of its sheets."""
    info, shown = entry_of(code, entry_id)
    seen = papers_seen(entry_id)
    return render_template(
        "organiser/entry.html",
        info=info,
        entry=shown,
        title=next(group.title for group in info.groups if group.code == shown.group),
        papers=written_standard(code).standard.papers,
        papers_seen=seen,
        registered=registered_of_entry(entry_id, today()),
        missing=[one for one in missing_of_entry(entry_id, today()) if one.kind.code not in seen],
        sheets=sheets_of_entry(entry_id),
        province_sheets=province_sheets(entry_id),
        quorum=quorum_of(info.round_id, entry_id),
        broken=broken_sample_of(info.round_id, entry_id),
        whereabouts=whereabouts_of(entry_id, signed_in().reach),
        steps=STEPS,
        departures=DEPARTURES,
        purposes=PURPOSES,
        scorers=SCORERS,
        sheet_states=SHEET_STATES,
    )


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/correct", methods=["GET", "POST"])
@open_to(*STAFF)
def correct(code: str, entry_id: int) -> Page | Response:
    """Correct what is known of an entry."""
    info, shown = entry_of(code, entry_id)
    form = entry_form(info, people(Role.PRODUCER, reach=signed_in().reach), shown)
    if form.validate_on_submit():
        with form.refusing():
            correct_entry(signed_in(), entry_id, form.new_entry(), datetime.now(UTC))
            flash(gettext("The correction is kept."), "good")
            return redirect(url_for("organiser.entry", code=code, entry_id=entry_id))
    return render_template(
        "organiser/entry_form.html", info=info, form=form, entry=shown
    ), form.status


@blueprint.route("/competitions/<code>/entries/<int:entry_id>/papers", methods=["GET", "POST"])
@open_to(*STAFF)
def papers(code: str, entry_id: int) -> Page | Response:
    """Tick the papers that were seen."""
    info, shown = entry_of(code, entry_id)
    form = PapersForm(data={"papers": sorted(papers_seen(entry_id))})
    form.papers.choices = [
        SelectChoice(kind.code, words(kind.title))
        for kind in written_standard(code).standard.papers
    ]
    if form.validate_on_submit():
        with form.refusing():
            shown_before = frozenset(request.form.getlist("papers_shown"))
            ticks = PaperTicks(frozenset(form.papers.data), shown_before)
            record_papers(signed_in(), entry_id, ticks, datetime.now(UTC))
            flash(gettext("The papers are kept."), "good")
            return redirect(url_for("organiser.entry", code=code, entry_id=entry_id))
    return render_template(
        "organiser/papers.html",
        info=info,
        form=form,
        entry=shown,
        shown_papers=request.form.getlist("papers_shown") or sorted(papers_seen(entry_id)),
    ), form.status


def entry_of(code: str, entry_id: int) -> tuple[CompetitionInfo, EntryView]:
    """The round and its entry with this number; NotThere if it is of another round."""
    info, shown = competition(code), entry_with(entry_id)
    if shown.competition != info.code:
        raise NotThere("There is no such entry.")
    return info, shown
