"""The first administrator of an empty house, made from a terminal."""

from datetime import datetime

from sqlalchemy import func, select

from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.audit import AuditRow
from judging.persistence.writing import writing
from judging.services.logins import checked_login
from judging.services.passwords import hash_password


def found(*, login: str, password: str, name: Words, at: datetime) -> Person:
    """The first administrator; refused once there is any account."""
    login = checked_login(login)
    with writing() as session:
        if session.scalar(select(func.count()).select_from(AccountRow)):
            raise Refusal("There are accounts already; an administrator can add more.")
        account = AccountRow(
            login=login,
            role=Role.ADMIN.value,
            name_km=name.km,
            name_en=name.en,
            password_hash=hash_password(password),
        )
        session.add(account)
        session.flush()
        line = AuditRow(at=at, by_id=account.id, act="house.founded", on=f"account:{login}")
        session.add(line)
        session.flush()
        return account.person()
