"""The blueprint that the pages of the organiser join, and what all of them use."""

from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, request

from judging.domain.people import Role
from judging.domain.refusal import NotThere
from judging.queries.competitions import CompetitionInfo, GroupInfo
from judging.queries.reach import reaches_address
from judging.web.addresses import asked_number
from judging.web.signed_in import signed_in

T = TypeVar("T")

Page = tuple[str, int]
STAFF = (Role.ORGANISER, Role.ADMIN)
ROWS_A_PAGE = 100

blueprint = Blueprint("organiser", __name__, url_prefix="/organiser")


@blueprint.before_request
def refuse_out_of_reach() -> None:
    """Who is limited finds no page about what is out of reach; lists leave it out by themselves."""
    if not reaches_address(signed_in().reach, request.view_args or {}):
        raise NotThere("Check the address, or go back to the first page.")


def group_of(info: CompetitionInfo, code: str) -> GroupInfo:
    """The competition's product group with this code; NotThere if it has none."""
    for group in info.groups:
        if group.code == code:
            return group
    raise NotThere("The competition has no such product group.")


def page_of(rows: Sequence[T]) -> tuple[Sequence[T], int, int]:
    """The rows of the page that the address asks for, its number and that of the last page."""
    last = max(1, -(-len(rows) // ROWS_A_PAGE))
    page = min(request.args.get("page", 1, type=asked_number), last)
    return rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE], page, last
