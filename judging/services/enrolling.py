"""Giving people accounts, passwords and their end."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.names import printable_words
from judging.domain.people import Person, Role
from judging.domain.provinces import province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import Refusal, sentence
from judging.domain.words import Words
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import CompetitionRow
from judging.services.acts import act
from judging.services.logins import checked_login
from judging.services.looking_up import there
from judging.services.passwords import hash_password

LONGEST_PERSON = 100
LIMITED = frozenset({Role.ORGANISER, Role.DESK, Role.JUDGE})
LIMITS_NOBODY_ELSE = sentence(
    "Only organisers, desk officers and judges can be limited to one province or competition."
)


def create_account(
    by: Person,
    *,
    login: str,
    password: str,
    role: Role,
    name: Words,
    at: datetime,
    reach: Reach = EVERYWHERE,
    hashed: Callable[[str], str] = hash_password,
) -> int:
    """A new account; its number. The login is kept in lower case; `hashed` hides the password."""
    login, name = checked_login(login), printable_words(name, LONGEST_PERSON)
    with act("account.created", by=by, at=at, on=f"account:{login}") as deed:
        if deed.session.scalar(select(AccountRow.id).where(AccountRow.login == login)):
            raise Refusal("The sign-in name %(login)s is taken; choose another.", login=login)
        account = AccountRow(
            login=login,
            role=role.value,
            name_km=name.km,
            name_en=name.en,
            password_hash=hashed(password),
        )
        _limit(deed.session, account, reach)
        deed.session.add(account)
        deed.session.flush()
        deed.detail["role"] = role.value
        if reach.is_limited:
            deed.detail |= _limits(deed.session, account)
        return account.id


def limit_account(by: Person, account_id: int, reach: Reach, at: datetime) -> None:
    """Let an account reach one province or competition alone, or everywhere; its sessions end."""
    with act("account.limited", by=by, at=at) as deed:
        account = there(deed.session, AccountRow, account_id)
        deed.on = f"account:{account.login}"
        _limit(deed.session, account, reach)
        account.epoch += 1
        deed.detail |= _limits(deed.session, account)


def _limit(session: Session, account: AccountRow, reach: Reach) -> None:
    if reach.is_limited and Role(account.role) not in LIMITED:
        raise Refusal(LIMITS_NOBODY_ELSE)
    account.province = province(reach.province).iso if reach.province else None
    account.competition_id = None
    if reach.competition_id is not None:
        account.competition_id = there(session, CompetitionRow, reach.competition_id).id


def _limits(session: Session, account: AccountRow) -> dict[str, object]:
    """What the audit keeps of an account's reach."""
    known = account.competition_id
    code = session.get_one(CompetitionRow, known).code if known is not None else None
    return {"province": account.province, "competition": code}


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
