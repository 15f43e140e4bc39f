"""Signing in by login and password."""

from datetime import datetime

from sqlalchemy import select

from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.persistence.accounts import AccountRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.writing import writing
from judging.services.passwords import is_password


def sign_in(login: str, password: str, at: datetime) -> Person:
    """The person with this login and password; one refusal for every reason."""
    found = select(AccountRow).where(AccountRow.login == login.strip().lower())
    account = db.session.scalars(found).first()
    matches = is_password(account.password_hash if account else None, password)
    if account is None or not matches or not account.is_active:
        raise Refusal("This name and password do not match; try again or ask an organiser.")
    person = account.person()
    with writing() as session:
        session.add(AuditRow(at=at, by_id=person.id, act="account.signed_in", on=person.login))
    return person
