"""The draw of a round's panels: choices, the plan that they draw, and keeping it."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.domain.plan_checking import PlanRule
from judging.domain.provinces import PROVINCE_BY_ISO
from judging.domain.rounds import RoundState
from judging.domain.rubric import Scorer
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.drawing import Drawable, Proposal, breaches, drawable, proposal
from judging.services.drawing import keep_plan
from judging.web.filters import digits
from judging.web.guarding import open_to
from judging.web.organiser.draw_form import DrawForm, KeepForm, draw_form
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.plan_words import told_breach
from judging.web.signed_in import signed_in


@blueprint.route("/competitions/<code>/draw", methods=["GET", "POST"])
@open_to(*STAFF)
def draw(code: str) -> Page | Response:
    """Choose, look at what is drawn, keep it or draw again."""
    info = competition(code)
    facts = drawable(info.round_id)
    form, keeping = draw_form(facts), KeepForm()
    is_ready = form.was_sent and form.validate()
    if is_ready and keeping.validate_on_submit():
        with keeping.refusing():
            count = keep_plan(
                signed_in(),
                info.round_id,
                form.choices(facts),
                seed=form.seed.data,
                shown=keeping.digest.data or "",
                at=datetime.now(UTC),
            )
            flash(gettext("The plan is kept: %(count)s panels.", count=digits(count)), "good")
            return redirect(url_for("organiser.panels", code=code))
    shown = proposal(info.round_id, form.choices(facts), form.seed.data) if is_ready else None
    wrong = 422 in (keeping.status, form.status if form.was_sent else 200)
    return _page(info, facts, form, keeping, shown), 422 if wrong else 200


def _page(
    info: CompetitionInfo,
    facts: Drawable,
    form: DrawForm,
    keeping: KeepForm,
    shown: Proposal | None,
) -> str:
    can_draw = info.round_state in (RoundState.ENTERING, RoundState.JUDGING)
    return render_template(
        "organiser/draw.html",
        info=info,
        facts=facts,
        can_draw=can_draw and not facts.has_sheets,
        form=form,
        people=list(zip(form.left_out, facts.scorers, strict=True)),
        keeping=keeping,
        shown=shown,
        here=request.full_path,
        broken=plan_breaches(shown, info) if shown else [],
        standing=[] if shown else standing_breaches(info),
        loads=_loads(shown) if shown else [],
        groups={group.code: group.title for group in info.groups},
        scorers=SCORERS,
        provinces=PROVINCE_BY_ISO,
    )


def plan_breaches(shown: Proposal, info: CompetitionInfo) -> list[str]:
    """What a plan breaks, in sentences."""
    groups = {group.code: group.title for group in info.groups}
    return [told_breach(one, shown.people, shown.codes, groups) for one in shown.broken]


def standing_breaches(info: CompetitionInfo, *but: PlanRule) -> list[str]:
    """What the panels of the round break as they are, in sentences; `but` is told elsewhere."""
    found = breaches(info.round_id)
    groups = {group.code: group.title for group in info.groups}
    return [
        told_breach(one, found.people, found.codes, groups)
        for one in found.broken
        if one.rule not in but
    ]


def _loads(shown: Proposal) -> list[tuple[Scorer, int, list[str], int]]:
    """Everybody with their panels and how many entries they have, the most first."""
    panels: dict[int, list[str]] = {}
    for panel in shown.plan.panels:
        for judge in panel.judges:
            panels.setdefault(judge, []).append(panel.name)
    return [
        (scorer, judge, panels.get(judge, []), count)
        for scorer in (Scorer.PANEL, Scorer.DESK)
        for judge, count in sorted(
            shown.loads[scorer].items(), key=lambda pair: (-pair[1], shown.people[pair[0]].login)
        )
    ]
