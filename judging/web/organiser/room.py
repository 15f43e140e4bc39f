"""The live room: how far the judging is, and what somebody should look at; it renews itself."""

from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock

from flask import Response, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from judging.domain.rounds import RoundState
from judging.domain.words import Language
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.room import RoomPanel, room_of
from judging.queries.room_mark import RoomMark, room_mark
from judging.web.guarding import open_to
from judging.web.languages import language
from judging.web.organiser.clock_words import hour
from judging.web.organiser.naming import SCORERS
from judging.web.organiser.pages import STAFF, blueprint

# As long as a panel may be changed.
OF_TODAY = {RoundState.ENTERING, RoundState.JUDGING}
# What was shown last of each round in each language, under its mark: all who watch share it.
_SHOWN: dict[tuple[str, str], tuple[str, Markup]] = {}
_ONE_AT_A_TIME = Lock()


@blueprint.get("/competitions/<code>/room")
@open_to(*STAFF)
def room(code: str) -> str:
    """The page, whole: it works without a script, by loading it again."""
    info = competition(code)
    mark = room_mark(code, datetime.now(UTC))
    return render_template("organiser/room.html", info=info, mark=_tag(mark), now=_now(code, mark))


@blueprint.get("/competitions/<code>/room/now")
@open_to(*STAFF)
def room_now(code: str) -> Response:
    """What the page asks for every few seconds: the living part alone, or that nothing changed."""
    mark = room_mark(code, datetime.now(UTC))
    tag = _tag(mark)
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    else:
        answer = make_response(render_template("organiser/room_now.html", now=_now(code, mark)))
    answer.set_etag(tag)
    return answer


@blueprint.get("/competitions/<code>/progress")
@open_to(*STAFF)
def progress(code: str) -> AnyResponse:
    """What the page was called before."""
    return redirect(url_for("organiser.room", code=code))


def _tag(mark: RoomMark) -> str:
    return f"{mark.text}-{language().value}"


def _now(code: str, mark: RoomMark) -> Markup:
    """The living part: written once for a mark, however many watch."""
    key, tag = (code, language().value), _tag(mark)
    with _ONE_AT_A_TIME:
        known = _SHOWN.get(key)
        if known is None or known[0] != tag:
            known = _SHOWN[key] = tag, _written(competition(code), mark.at)
    return known[1]


def _written(info: CompetitionInfo, at: datetime) -> Markup:
    found, can_change = room_of(info, at), info.round_state in OF_TODAY
    return Markup(  # noqa: S704, a template of ours has escaped it
        render_template(
            "organiser/room_living.html",
            info=info,
            room=found,
            hour=hour,
            panel_rows=lambda panel: _panel_rows(info.code, panel, at, can_change, language()),
        )
    )


@lru_cache(maxsize=2_000)
def _panel_rows(
    code: str, panel: RoomPanel, at: datetime, can_change: bool, _read_in: Language
) -> Markup:
    """Of many panels few change from one asking to the next; the others are written already."""
    return Markup(  # noqa: S704, a template of ours has escaped it
        render_template(
            "organiser/room_panel.html",
            code=code,
            panel=panel,
            at=at,
            can_change=can_change,
            scorers=SCORERS,
            hour=hour,
        )
    )
