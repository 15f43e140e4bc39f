"""Giving people accounts, passwords and their end."""

from datetime import datetime

from sqlalchemy import select

from judging.domain.names import printable_words
from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.services.acts import act
from judging.services.logins import checked_login
from judging.services.looking_up import there
from judging.services.passwords import hash_password

LONGEST_PERSON = 100


def create_account(
    by: Person, *, login: str, password: str, role: Role, name: Words, at: datetime
) -> int:
    """A new account; its number. The login is kept in lower case."""
    login, name = checked_login(login), printable_words(name, LONGEST_PERSON)
    with act("account.created", by=by, at=at, on=f"account:{login}") as deed:
        if deed.session.scalar(select(AccountRow.id).where(AccountRow.login == login)):
            raise Refusal("The sign-in name %(login)s is taken; choose another.", login=login)
        account = AccountRow(
            login=login,
            role=role.value,
            name_km=name.km,
            name_en=name.en,
            password_hash=hash_password(password),
        )
        deed.session.add(account)
        deed.session.flush()
        deed.detail["role"] = role.value
        return account.id


def set_password(by: Person, account_id: int, password: str, at: datetime) -> None:
    """A new password; every open session of the account ends."""
    with act("account.password_set", by=by, at=at) as deed:
        account = there(deed.session, AccountRow, account_id)
        deed.on = f"account:{account.login}"
        account.password_hash = hash_password(password)
        account.epoch += 1


def set_active(by: Person, account_id: int, active: bool, at: datetime) -> None:
    """Switch an account on or off; off ends its sessions."""
    with act("account.switched", by=by, at=at) as deed:
        account = there(deed.session, AccountRow, account_id)
        if account.id == by.id:
            raise Refusal("You cannot switch off your own account; ask another administrator.")
        deed.on, deed.detail["active"] = f"account:{account.login}", active
        account.is_active = active
        account.epoch += 1
