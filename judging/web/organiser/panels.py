"""Panels and desk teams: who scores what."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.people import Person
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.queries.competitions import competition
from judging.queries.entries import EntryView, entries_of
from judging.queries.panels import PanelView, panel as panel_with, panels_of, unserved
from judging.queries.people import people
from judging.services.planning import ROLE_BY_SCORER, change_panel, form_panel
from judging.web.guarding import open_to
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint, group_of
from judging.web.organiser.panel_form import panel_form
from judging.web.signed_in import signed_in


@blueprint.get("/competitions/<code>/panels")
@open_to(*STAFF)
def panels(code: str) -> str:
    """Every group with its panels and what nobody scores yet."""
    info = competition(code)
    by_group: dict[str, list[PanelView]] = {group.code: [] for group in info.groups}
    for panel in panels_of(info.round_id):
        by_group[panel.group].append(panel)
    return render_template(
        "organiser/panels.html",
        info=info,
        panels=by_group,
        unserved=unserved(info.round_id),
        scorers=SCORERS,
    )


@blueprint.route(
    "/competitions/<code>/panels/new/<group>/<any(desk, panel):scorer>", methods=["GET", "POST"]
)
@open_to(*STAFF)
def new_panel(code: str, group: str, scorer: str) -> Page | Response:
    """Form a panel or a desk team for one group."""
    info = competition(code)
    wanted, kind = group_of(info, group), Scorer(scorer)
    form = panel_form(_who_may_sit(kind), _entries(info.round_id, group))
    if form.validate_on_submit():
        with form.refusing():
            form_panel(
                signed_in(),
                info.round_id,
                name=form.name.data,
                scorer=kind,
                group=group,
                judge_ids=form.judges.data,
                chair_id=form.chair_id,
                entry_ids=form.entry_ids,
                at=datetime.now(UTC),
            )
            flash(gettext("“%(name)s” is formed.", name=form.name.data), "good")
            return redirect(url_for("organiser.panels", code=code))
    shown = render_template(
        "organiser/panel_form.html",
        info=info,
        group=wanted,
        scorer=SCORERS[kind],
        form=form,
        panel=None,
    )
    return shown, form.status


@blueprint.route("/competitions/<code>/panels/<int:panel_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def panel(code: str, panel_id: int) -> Page | Response:
    """Change who sits on a panel and what it scores."""
    info, shown = competition(code), panel_with(panel_id)
    if shown.round_id != info.round_id:
        raise NotThere("There is no such panel.")
    form = panel_form(_who_may_sit(shown.scorer), _entries(info.round_id, shown.group), shown)
    del form.name
    if form.validate_on_submit():
        with form.refusing():
            change_panel(
                signed_in(),
                panel_id,
                judge_ids=form.judges.data,
                chair_id=form.chair_id,
                entry_ids=form.entry_ids,
                at=datetime.now(UTC),
            )
            flash(gettext("“%(name)s” is changed.", name=shown.name), "good")
            return redirect(url_for("organiser.panels", code=code))
    page = render_template(
        "organiser/panel_form.html",
        info=info,
        group=group_of(info, shown.group),
        scorer=SCORERS[shown.scorer],
        form=form,
        panel=shown,
    )
    return page, form.status


def _who_may_sit(scorer: Scorer) -> list[Person]:
    return [person for person in people(ROLE_BY_SCORER[scorer]) if person.is_active]


def _entries(round_id: int, group: str) -> list[EntryView]:
    return [entry for entry in entries_of(round_id, group) if not entry.is_withdrawn]
