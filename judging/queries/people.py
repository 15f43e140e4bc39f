"""Who has an account."""

from collections.abc import Collection

from sqlalchemy import select

from judging.domain.people import Person, Role
from judging.domain.reach import EVERYWHERE, Reach
from judging.persistence.accounts import AccountRow
from judging.persistence.database import db
from judging.persistence.reach import in_reach


def person(account_id: int) -> Person | None:
    """The person with this account, whether active or not."""
    account = db.session.get(AccountRow, account_id)
    return account.person() if account else None


def person_named(login: str) -> Person | None:
    """The person with this sign-in name."""
    account = db.session.scalars(select(AccountRow).where(AccountRow.login == login)).first()
    return account.person() if account else None


def people(*roles: Role, reach: Reach = EVERYWHERE) -> list[Person]:
    """Everybody with one of these roles (all, if none is named), by role and sign-in name."""
    wanted = select(AccountRow).where(in_reach(AccountRow, reach))
    wanted = wanted.order_by(AccountRow.role, AccountRow.login)
    if roles:
        wanted = wanted.where(AccountRow.role.in_([role.value for role in roles]))
    return [account.person() for account in db.session.scalars(wanted)]


def people_by_id(account_ids: Collection[int]) -> dict[int, Person]:
    """These people, whether active or not, each by the number of the account."""
    rows = db.session.scalars(select(AccountRow).where(AccountRow.id.in_(account_ids)))
    return {row.id: row.person() for row in rows}
