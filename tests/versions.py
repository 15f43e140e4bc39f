"""Versions as tablets write them, for tests of the door."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from judging.domain.meaning import plain_number
from judging.domain.people import Person, Role
from judging.domain.rubric import Scorer
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.tablets import TabletRow
from judging.queries.entries import entry
from judging.services.receiving import Answer, receive_versions
from judging.services.sending import Sender, Sent, Via
from tests import story as told
from tests.story import NOON

Plain = dict[str, Any]


def tablet(number: int = 1) -> int:
    """A tablet that is enrolled somehow; its number."""
    row = TabletRow(
        identity=f"tablet-{number}-{uuid4()}"[:40],
        browser="a browser",
        enrolled_at=NOON,
        last_contact_at=NOON,
        app_version="1",
    )
    db.session.add(row)
    db.session.commit()
    return row.id


def identity_of(story: told.Story) -> str:
    """The identity of the story's competition."""
    found = select(CompetitionRow.identity).where(
        CompetitionRow.code == story.competition.competition_code
    )
    return str(db.session.scalars(found).one())


def version(
    story: told.Story,
    judge: Person,
    entry_id: int,
    *,
    less: dict[str, int] | None = None,
    before: list[Plain] | None = None,
    **other: Any,
) -> Plain:
    """A whole sheet, the best everywhere but for `less`, replacing the versions `before`."""
    scorer = Scorer.DESK if judge.role is Role.DESK else Scorer.PANEL
    answers = told.best(story.rubric(), scorer, less=less)
    group = next(g for g in story.competition.groups if g.code == "FOOD")
    plain = {
        "format": 1,
        "identity": str(uuid4()),
        "competition": identity_of(story),
        "round": story.round_id,
        "judge": judge.id,
        "entry": entry(entry_id).code,
        "scorer": scorer.value,
        "rubric": group.rubric_version,
        "answers": {code: plain_number(points) for code, points in answers.items()},
        "notes": {},
        "before": [one["identity"] for one in before or []],
        "made_at": "2027-04-07T03:12:45.123Z",
    }
    return plain | other


def sent(plain: Plain, **other: Any) -> Sent:
    """The version as it travels; `other` changes its bytes and not the identity it is sent by."""
    return Sent(plain["identity"], json.dumps(plain | other, ensure_ascii=False))


def sender_of(
    story: told.Story, judge: Person, tablet_id: int | None = None, **other: Any
) -> Sender:
    """The judge's own tablet."""
    return Sender(judge, story.competition.id, tablet_id, **other)


def send(
    story: told.Story,
    judge: Person,
    *plain: Plain | Sent,
    tablet_id: int | None = None,
    at: datetime = NOON,
) -> list[Answer]:
    """Send versions from the judge's own tablet."""
    texts = [one if isinstance(one, Sent) else sent(one) for one in plain]
    return receive_versions(judge, texts, sender=sender_of(story, judge, tablet_id), at=at)


def became(*answers: Answer) -> list[tuple[str, str | None, int | None]]:
    """Outcome, reason and version of each."""
    return [
        (a.verdict.outcome.value, a.verdict.reason and a.verdict.reason.value, a.version)
        for a in answers
    ]


__all__ = ["Via", "became", "identity_of", "send", "sender_of", "sent", "tablet", "version"]
