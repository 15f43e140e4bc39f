"""The organiser in the fault machine: commands as JSON lines in, facts as JSON lines out."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url, text

from config import read_settings
from judging import create_app
from judging.domain.handover import pack_of_file, packs_of
from judging.domain.people import Role
from judging.domain.refusal import Refusal
from judging.persistence.database import db
from judging.services import passwords
from judging.services.carding import make_cards
from judging.services.competing import close_judging, open_judging, reopen_judging
from judging.services.deciding import accept_version, leave_out_version
from judging.services.handing_over import receive_handover
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.revoking import (
    allow_tablet,
    continue_elsewhere,
    revoke_enrolment,
    revoke_tablet,
)
from judging.services.sending import Via
from tests import story as told
from tests.faults import facts
from tests.faults.facts import Facts
from tests.faults.pages import Pages
from tests.story import NOON

HOURS = 72


class Organiser:
    """What a secretariat does while tablets score; everything through the services."""

    story: told.Story
    entry_id_by_code: dict[str, int]
    first_line: int

    def __init__(self, app: Flask) -> None:
        self.pages = Pages(app)

    def build(self, *, edition: int, judges: int, entries: int) -> Facts:
        """A competition that is being judged: who, what, and which points are possible."""
        if edition == 0:
            upgrade()
            self.story = told.begin(judges)
        else:
            self._next_edition(edition, judges)
        told.seat_everyone(self.story, told.enter(self.story, entries))
        open_judging(self.story.organiser, self.story.round_id, NOON)
        self.pages.shut()
        self.entry_id_by_code = dict(zip(self.story.codes, self.story.entry_ids, strict=True))
        self.first_line = facts.last_line()
        return facts.competition(self.story)

    def _next_edition(self, edition: int, judges: int) -> None:
        admin, year = self.story.admin, told.NOON.year + edition
        others = [told.enrol(admin, f"judge{n}-{year}", Role.JUDGE) for n in range(1, judges + 1)]
        desk = told.enrol(admin, f"desk-{year}", Role.DESK)
        story = told.next_edition(self.story, f"OVOP-{year}")
        self.story = replace(story, judges=others, desk=desk)

    def card(self, *, judge: int) -> Facts:
        """A new card for a judge: its secret."""
        by, number = self.story.organiser, self.story.round_id
        (card,) = make_cards(by, number, [judge], hours=HOURS, at=now())
        return {"secret": card.secret}

    def move(self, *, enrolment: int) -> Facts:
        """A judge goes on with another tablet: the secret of the card for it."""
        card = continue_elsewhere(self.story.organiser, enrolment, hours=HOURS, at=now())
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
        reopen_judging(
            self.story.organiser,
            self.story.round_id,
            "not all is here",
            NOON,
            proposed_by=self.story.admin,
        )
        return {}

    def revoke(self, *, enrolment: int) -> Facts:
        """End an enrolment: a tablet was left in a taxi."""
        revoke_enrolment(self.story.organiser, enrolment, "left in a taxi", now())
        return {}

    def ban(self, *, enrolment: int) -> Facts:
        """Take the tablet of an enrolment out of use; all enrolments whose keys prove no more."""
        tablet = facts.tablet_of(enrolment)
        revoke_tablet(self.story.organiser, tablet, "in other hands", now())
        return {"tablet": tablet, "keyless": facts.enrolments_on(tablet)}

    def allow(self, *, tablet: int) -> Facts:
        """Let a tablet be enrolled again."""
        allow_tablet(self.story.organiser, tablet, now())
        return {}

    def take_in(
        self, *, due: list[str], codes: list[str] | None = None, file: str | None = None
    ) -> Facts:
        """Take a handover in; the receipts of those of the versions `due` that are here then."""
        packs = packs_of(codes) if codes else [pack_of_file(file or "")]
        via = Via.CODES if codes else Via.FILE
        by, number = self.story.organiser, self.story.competition.id
        receive_handover(by, number, packs, via=via, at=now())
        return {"receipts": facts.receipts_of(due)}

    def waiting(self) -> Facts:
        """What waits for a decision."""
        return {"waiting": facts.waiting(self.story.competition.id)}

    def decide(self, *, arrival: int, accepts: bool) -> Facts:
        """Let a version that waits count, or leave it out."""
        decide = accept_version if accepts else leave_out_version
        decide(self.story.organiser, arrival, "looked at by the panel", now())
        return {}

    def open_page(self, *, judge: int, entry: str) -> Facts:
        """A judge opens a sheet on the page of the app."""
        people = {person.id: person for person in [*self.story.judges, self.story.desk]}
        return self.pages.open(people[judge], entry, self.entry_id_by_code[entry])

    def send_page(self, **order: Any) -> Facts:
        """A judge presses a button on an open page."""
        return self.pages.send(**order)

    def facts(self) -> Facts:
        """All that the database holds of the competition's sheets."""
        return facts.everything(self.story, since=self.first_line)

    def fingerprint(self, *, competition: int) -> Facts:
        """The digest of all that is kept of a competition's sheets."""
        return {"digest": facts.fingerprint(competition)}


def now() -> datetime:
    """The time at which tablets' versions arrive, too."""
    return datetime.now(UTC)


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
        organiser = Organiser(app)
        for line in sys.stdin:
            print(json.dumps(obey(app, organiser, line)), flush=True)


if __name__ == "__main__":
    main()
