"""The form of an account's reach, and how a reach is told."""

from typing import Any

from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.people import Person
from judging.domain.provinces import province
from judging.domain.reach import Reach
from judging.queries.competitions import competitions
from judging.web.filters import words
from judging.web.forms import HouseForm
from judging.web.organiser.registry_fields import province_choices


class ReachForm(HouseForm):
    """The province and the competition outside which somebody has no work."""

    province = SelectField(_l("Province"), default="")
    competition = SelectField(_l("Competition"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province.choices = [SelectChoice("", gettext("Whole country")), *province_choices()]
        self.competition.choices = [
            SelectChoice("", gettext("Every competition")),
            *(SelectChoice(str(number), code) for number, code in code_by_competition().items()),
        ]

    @property
    def reach(self) -> Reach:
        """What was chosen."""
        chosen = self.competition.data
        return Reach(self.province.data or None, int(chosen) if chosen else None)


def reach_form(person: Person) -> ReachForm:
    """The form with the reach that somebody has."""
    known = {"province": person.province or "", "competition": str(person.competition_id or "")}
    return ReachForm(data=known)


def told_reach(person: Person, codes: dict[int, str]) -> str:
    """The province and the competition of an account, on one line; `codes` by competition."""
    limits = [
        words(province(person.province).full_name) if person.province else "",
        codes[person.competition_id] if person.competition_id is not None else "",
    ]
    return " · ".join(filter(None, limits)) or str(gettext("Whole country"))


def code_by_competition() -> dict[int, str]:
    """The codes of all competitions, the newest first."""
    return {info.id: info.competition_code for info in competitions()}
