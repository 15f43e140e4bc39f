"""The form with which a competition is made."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from judging.domain.words import Words
from judging.web.forms import HouseForm, TextField

CODE = r"[A-Z][A-Z0-9-]{1,39}"


class CompetitionForm(HouseForm):
    """Name, dates and who signs the certificates."""

    code = TextField(
        _l("Code"),
        [
            DataRequired(_l("Write a short code, such as OVOP-2027.")),
            Regexp(f"^{CODE}$", message=_l("A code has capital letters, digits and hyphens only.")),
        ],
        filters=[lambda typed: typed and typed.upper()],
    )
    title_km = TextField(
        _l("Name in Khmer"),
        [DataRequired(_l("Write the competition's name in Khmer.")), Length(max=300)],
    )
    title_en = TextField(
        _l("Name in English"),
        [DataRequired(_l("Write the competition's name in English.")), Length(max=300)],
    )
    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Choose the last day."))])
    signatory_km = TextField(
        _l("Who signs the certificates, in Khmer"),
        [DataRequired(_l("Write who signs, in Khmer.")), Length(max=300)],
    )
    signatory_en = TextField(
        _l("Who signs the certificates, in English"),
        [DataRequired(_l("Write who signs, in English.")), Length(max=300)],
    )
    signatory_title_km = TextField(
        _l("Title of who signs, in Khmer"),
        [DataRequired(_l("Write the title of who signs, in Khmer.")), Length(max=300)],
    )
    signatory_title_en = TextField(
        _l("Title of who signs, in English"),
        [DataRequired(_l("Write the title of who signs, in English.")), Length(max=300)],
    )
    specimen = BooleanField(_l("This is a trial: print SPECIMEN on everything"))

    def both(self, name: str) -> Words:
        """What was written in the two languages."""
        return Words(self[f"{name}_km"].data, self[f"{name}_en"].data)
