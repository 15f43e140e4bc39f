"""The organiser in the fault machine: commands as JSON lines in, facts as JSON lines out."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, select, text

from config import read_settings
from judging import create_app
from judging.domain.refusal import Refusal
from judging.domain.rubric import Levels, Rubric, Scale, Scorer
from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.score_sheets import SheetRow
from judging.services import passwords
from judging.services.carding import make_cards
from judging.services.competing import close_judging, reopen_judging
from judging.services.entering import withdraw_entry
from judging.services.planning import recuse
from judging.services.revoking import revoke_enrolment
from tests import story as told
from tests.story import NOON

Facts = dict[str, Any]


class Organiser:
    """What a secretariat does while tablets score; everything through the services."""

    story: told.Story
    entry_id_by_code: dict[str, int]

    def build(self, *, judges: int, entries: int) -> Facts:
        """A competition that is being judged: who, what, and which points are possible."""
        upgrade()
        self.story = told.ready_to_judge(entries, judges=judges)
        self.entry_id_by_code = dict(zip(self.story.codes, self.story.entry_ids, strict=True))
        return {
            "competition": db.session.scalars(select(CompetitionRow.identity)).one(),
            "round": self.story.round_id,
            "judges": [judge.id for judge in self.story.judges],
            "desk": self.story.desk.id,
            "entries": self.story.codes,
            "rubric": self._rubric_version(),
            "points": {scorer.value: points(self.story.rubric(), scorer) for scorer in Scorer},
        }

    def card(self, *, judge: int) -> Facts:
        """A new card for a judge: its secret."""
        by, number = self.story.organiser, self.story.competition.id
        (card,) = make_cards(by, number, [judge], hours=72, at=datetime.now(UTC))
        return {"secret": card.secret}

    def recuse(self, *, judge: int, entry: str) -> Facts:
        """Declare a judge's interest."""
        entry_id = self.entry_id_by_code[entry]
        by = self.story.organiser
        recuse(by, judge_id=judge, entry_id=entry_id, reason="kin", at=NOON)
        return {}

    def withdraw(self, *, entry: str) -> Facts:
        """Take an entry out."""
        withdraw_entry(self.story.organiser, self.entry_id_by_code[entry], "spoilt", NOON)
        return {}

    def close(self) -> Facts:
        """Close the round."""
        close_judging(self.story.organiser, self.story.round_id, NOON)
        return {}

    def reopen(self) -> Facts:
        """Open the round again."""
        reopen_judging(self.story.organiser, self.story.round_id, "not all is here", NOON)
        return {}

    def revoke(self, *, enrolment: int) -> Facts:
        """End an enrolment: a tablet was left in a taxi."""
        revoke_enrolment(self.story.organiser, enrolment, "left in a taxi", datetime.now(UTC))
        return {}

    def facts(self) -> Facts:
        """All that the database holds of what tablets sent."""
        return {"arrivals": arrivals(), "sheets": sheets(), "audit": audit()}

    def _rubric_version(self) -> str:
        groups = self.story.competition.groups
        return next(group.rubric_version for group in groups if group.code == "FOOD")


def points(rubric: Rubric, scorer: Scorer) -> list[Facts]:
    """Criteria of a whole sheet, each with the points that it may get; gates are passed."""
    best = told.best(rubric, scorer)
    found = []
    for criterion in rubric.criteria(scorer):
        if criterion.code not in best:
            continue
        possible = [best[criterion.code]]
        if not criterion.gate and not criterion.branch:
            match criterion.answer:
                case Levels(levels):
                    possible = [level.points for level in levels]
                case Scale() as scale:
                    possible = [scale.low, scale.high]
        found.append({"criterion": criterion.code, "points": [f"{p:f}" for p in possible]})
    return found


def arrivals() -> list[Facts]:
    """Every arrival; `digest` is reckoned anew from the bytes that are there."""
    rows = db.session.execute(
        select(ArrivalRow, EntryRow.code, SheetRow.version)
        .outerjoin(EntryRow, EntryRow.id == ArrivalRow.entry_id)
        .outerjoin(SheetRow, SheetRow.id == ArrivalRow.sheet_id)
    )
    return [
        {
            "identity": row.identity,
            "text": row.body,
            "digest_is_right": row.digest == hashlib.sha256(row.body.encode()).hexdigest(),
            "judge": row.judge_id,
            "entry": code,
            "outcome": row.outcome,
            "reason": row.reason,
            "receipt": row.receipt,
            "version": version,
        }
        for row, code, version in rows
    ]


def sheets() -> list[Facts]:
    """Every handed-in version of every sheet, the newest last."""
    rows = db.session.execute(
        select(SheetRow, EntryRow.code, AccountRow.id)
        .join(EntryRow, EntryRow.id == SheetRow.entry_id)
        .join(AccountRow, AccountRow.id == SheetRow.judge_id)
        .where(SheetRow.state == "handed_in")
        .order_by(SheetRow.version)
    )
    return [
        {
            "identity": sheet.identity,
            "judge": judge_id,
            "entry": code,
            "version": sheet.version,
            "answers": json.loads(sheet.answers),
        }
        for sheet, code, judge_id in rows
    ]


def audit() -> list[Facts]:
    """The audit lines about sheets."""
    rows = db.session.scalars(select(AuditRow).where(AuditRow.act.startswith("sheet.")))
    return [
        {"act": row.act, "by": row.by_id, "on": row.on, "detail": json.loads(row.detail)}
        for row in rows
    ]


def obey(app: Flask, organiser: Organiser, line: str) -> Facts:
    """Do what a line says; a refusal is an answer like others."""
    order = json.loads(line)
    with app.app_context():
        try:
            return {"ok": getattr(organiser, order.pop("act"))(**order)}
        except Refusal as refusal:
            return {"refused": str(refusal)}
        finally:
            db.session.remove()


@contextmanager
def fresh_database() -> Iterator[None]:
    """The database of DATABASE_URL, where that is on PostgreSQL; gone when all is over."""
    url = make_url(os.environ.get("DATABASE_URL") or "sqlite://")
    if url.get_backend_name() == "sqlite":
        yield
        return
    server = create_engine(os.environ["TEST_POSTGRES_URL"], isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{url.database}"'))
    yield
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))


def main() -> None:
    """Obey line after line until the input ends."""
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with fresh_database():
        app = create_app(read_settings(os.environ))
        organiser = Organiser()
        for line in sys.stdin:
            print(json.dumps(obey(app, organiser, line)), flush=True)


if __name__ == "__main__":
    main()
