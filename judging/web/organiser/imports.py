"""Importing a table into the registry: give it, look at the dry run, let it be done."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from flask_wtf.file import FileRequired
from werkzeug.wrappers import Response
from wtforms import FileField

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.registry_plan import Fate
from judging.queries.imports import (
    DryRun,
    dry_run as dry_run_of,
    ended_imports,
    kept_imports,
)
from judging.queries.jobs import JobView, has_worker, newest_job
from judging.services.importing import (
    APPLYING,
    PLANNING,
    begin_import,
    order_import,
    throw_import_away,
    tick_rows as tick,
)
from judging.web.addresses import asked_number
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.dry_run_rows import FATES, lines_of, table_of
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.registry import titles_by_group
from judging.web.organiser.table_files import file_of
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in

# Seconds after which a page about a running job loads itself again.
AGAIN = 2
# As docs/operating.md says it.
WORK = ".venv/bin/flask --app wsgi jobs work"


class TableForm(HouseForm):
    """The table, as a file."""

    file = FileField(_l("Table (XLSX or CSV)"), [FileRequired(_l("Choose the file."))])


@blueprint.route("/imports", methods=["GET", "POST"])
@open_to(*STAFF, whole_country=True)
def imports() -> Page | Response:
    """The form, the tables that are kept, and those that were."""
    form = TableForm()
    if form.validate_on_submit():
        with form.refusing(), closing(request.files["file"]) as file:
            import_id = begin_import(
                signed_in(),
                file.filename or "",
                file.read(),
                titles_by_group(),
                datetime.now(UTC),
            )
            return redirect(url_for("organiser.dry_run", import_id=import_id))
    return render_template(
        "organiser/imports.html", form=form, kept=kept_imports(), ended=ended_imports()
    ), form.status


@blueprint.get("/imports/<int:import_id>")
@open_to(*STAFF, whole_country=True)
def dry_run(import_id: int) -> Response:
    """How far the job is, or what each row would do."""
    found = dry_run_of(import_id)
    job = newest_job(import_id, PLANNING, APPLYING)
    if not job.is_over:
        return _progress(found, job)
    return make_response(_rows_page(found, job))


def _progress(found: DryRun, job: JobView) -> Response:
    answer = make_response(
        render_template(
            "organiser/import_progress.html",
            about=found.about,
            job=job,
            is_applying=job.kind == APPLYING,
            is_writing=job.kind == APPLYING and 0 < job.total == job.done,
            has_worker=has_worker(datetime.now(UTC)),
            command=WORK,
        )
    )
    answer.headers["Refresh"] = str(AGAIN)
    return answer


def _rows_page(found: DryRun, job: JobView) -> str:
    fate = request.args.get("fate", "")
    chosen = [planned for planned in found.plan if not fate or planned.fate == fate]
    rows, page, last = page_of(chosen)
    return render_template(
        "organiser/import.html",
        found=found,
        is_stale=job.outcome.get("stale", False),
        refused=_refused(job),
        fates=FATES,
        fate=fate,
        lines=lines_of(rows, found.ticked),
        alike=[p.row.number for p in found.plan if p.fate is Fate.DUPLICATE],
        can_tick=not found.about.applied_at and any(p.fate is Fate.DUPLICATE for p in rows),
        page=page,
        last=last,
        link=lambda number: _address(found.about.id, number, fate),
    )


def _address(import_id: int, page: int, fate: str) -> str:
    return url_for("organiser.dry_run", import_id=import_id, page=page, fate=fate or None)


def _refused(job: JobView) -> str:
    if job.state == "failed":
        return str(gettext("Something went wrong on our side; nothing was written. Try again."))
    if job.state != "refused":
        return ""
    told, facts = job.outcome["sentence"], job.outcome["facts"]
    return sentence_of(Refusal(told, **facts))


@blueprint.get("/imports/<int:import_id>/dry-run.xlsx")
@open_to(*STAFF, whole_country=True)
def dry_run_file(import_id: int) -> Response:
    """The whole dry run as a file."""
    found = dry_run_of(import_id)
    return file_of("xlsx", f"dry-run-{import_id}", table_of(lines_of(found.plan, found.ticked)))


@blueprint.post("/imports/<int:import_id>/ticks")
@open_to(*STAFF, whole_country=True)
def tick_rows(import_id: int) -> Response:
    """Keep which rows of a page, or of all pages, are other products."""
    shown, ticked = (_numbers(name) for name in ("shown", "ticked"))
    _try(lambda: tick(signed_in(), import_id, shown, ticked, datetime.now(UTC)))
    page = request.form.get("page", 1, type=asked_number)
    return redirect(_address(import_id, page, request.form.get("fate", "")))


@blueprint.post("/imports/<int:import_id>/apply")
@open_to(*STAFF, whole_country=True)
def apply_import(import_id: int) -> Response:
    """Let it be done as the dry run shows."""
    _try(lambda: order_import(signed_in(), import_id, datetime.now(UTC)))
    return redirect(url_for("organiser.dry_run", import_id=import_id))


@blueprint.post("/imports/<int:import_id>/throw-away")
@open_to(*STAFF, whole_country=True)
def throw_away(import_id: int) -> Response:
    """Forget a table that is not wanted."""
    if _try(lambda: throw_import_away(signed_in(), import_id, datetime.now(UTC))):
        flash(gettext("The table is thrown away; the registry is as it was."), "good")
    return redirect(url_for("organiser.dry_run", import_id=import_id))


def _numbers(name: str) -> list[int]:
    texts = " ".join(request.form.getlist(name)).split()
    return [int(text) for text in texts if text.isascii() and text.isdigit()]


def _try(act: Callable[[], object]) -> bool:
    """Whether the act was done; if not, the next page says why."""
    try:
        act()
    except (NotThere, NotAllowed):
        raise
    except Refusal as refusal:
        flash(sentence_of(refusal), "bad")
        return False
    return True
