"""Panels and desk teams: who scores what."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.people import Person
from judging.domain.plan_checking import PlanRule
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.conflicts import seat_conflicts
from judging.queries.entries import EntryView, entries_of
from judging.queries.panels import PanelView, panel as panel_with, panels_of, unserved
from judging.queries.people import people
from judging.services.planning import ROLE_BY_SCORER, change_panel, form_panel
from judging.web.guarding import open_to
from judging.web.organiser.conflict_words import codes_by_reason
from judging.web.organiser.conflicts import recuse_shown
from judging.web.organiser.drawing import standing_breaches
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint, group_of
from judging.web.organiser.panel_form import PanelForm, candidates_of, panel_form, seated_conflicts
from judging.web.signed_in import signed_in


@blueprint.get("/competitions/<code>/panels")
@open_to(*STAFF)
def panels(code: str) -> str:
    """Every group with its panels, the conflicts that stand and what nobody scores yet."""
    info = competition(code)
    found = panels_of(info.round_id)
    by_group: dict[str, list[PanelView]] = {group.code: [] for group in info.groups}
    for panel in found:
        by_group[panel.group].append(panel)
    is_over = info.round_state is RoundState.ANNOUNCED
    return render_template(
        "organiser/panels.html",
        info=info,
        panels=by_group,
        conflicts=[] if is_over else seat_conflicts(info.round_id, found),
        codes_by_reason=codes_by_reason,
        unserved=unserved(info.round_id),
        scorers=SCORERS,
        breaches=standing_breaches(info, PlanRule.CONFLICT, PlanRule.UNSERVED) if found else [],
    )


@blueprint.route(
    "/competitions/<code>/panels/new/<group>/<any(desk, panel):scorer>", methods=["GET", "POST"]
)
@open_to(*STAFF)
def new_panel(code: str, group: str, scorer: str) -> Page | Response:
    """Form a panel or a desk team for one group."""
    info = competition(code)
    group_of(info, group)
    kind, entries = Scorer(scorer), _entries(info.round_id, group)
    form = panel_form(_who_may_sit(kind), entries)
    if form.validate_on_submit():
        with form.refusing():
            _recuse_first(info, group, form, entries)
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
    return _page(info, group, kind, form, entries), form.status


@blueprint.route("/competitions/<code>/panels/<int:panel_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def panel(code: str, panel_id: int) -> Page | Response:
    """Change who sits on a panel and what it scores."""
    info, shown = competition(code), panel_with(panel_id)
    if shown.round_id != info.round_id:
        raise NotThere("There is no such panel.")
    entries = _entries(info.round_id, shown.group, shown)
    form = panel_form(_who_may_sit(shown.scorer), entries, shown)
    del form.name
    if form.validate_on_submit():
        with form.refusing():
            _recuse_first(info, shown.group, form, entries)
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
    return _page(info, shown.group, shown.scorer, form, entries, shown), form.status


def _page(
    info: CompetitionInfo,
    group: str,
    scorer: Scorer,
    form: PanelForm,
    entries: list[EntryView],
    shown: PanelView | None = None,
) -> str:
    candidates = candidates_of(form, group, info.round_id, entries)
    return render_template(
        "organiser/panel_form.html",
        info=info,
        group=group_of(info, group),
        scorer=SCORERS[scorer],
        form=form,
        panel=shown,
        candidates=candidates,
        seated=seated_conflicts(form, candidates),
        names={choice.value: choice.label for choice in form.judges.choices},
        codes_by_reason=codes_by_reason,
    )


def _recuse_first(
    info: CompetitionInfo, group: str, form: PanelForm, entries: list[EntryView]
) -> None:
    """If that is the button that was pressed."""
    if "recuse" in request.form:
        candidates = candidates_of(form, group, info.round_id, entries)
        recuse_shown(seated_conflicts(form, candidates))


def _who_may_sit(scorer: Scorer) -> list[Person]:
    found = people(ROLE_BY_SCORER[scorer], reach=signed_in().reach)
    return [person for person in found if person.is_active]


def _entries(round_id: int, group: str, shown: PanelView | None = None) -> list[EntryView]:
    """What competes, and what is planted in this panel."""
    served = {entry_id for entry_id, _ in shown.entries} if shown else set()
    return [
        entry
        for entry in entries_of(round_id, group)
        if not entry.is_withdrawn and (entry.competes or entry.entry_id in served)
    ]
