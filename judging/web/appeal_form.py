"""The form of an appeal: for producers, and for the staff where one came by letter."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from judging.web.appeal_words import GROUNDS
from judging.web.forms import HouseForm


class AppealForm(HouseForm):
    """On what ground, and what was done wrong."""

    ground = RadioField(_l("Ground"), [InputRequired(_l("Choose the ground."))])
    text = TextAreaField(
        _l("What was done wrong?"),
        [
            DataRequired(_l("Write what was done wrong.")),
            Length(max=2000, message=_l("Shorten the text to 2000 characters.")),
        ],
    )

    def choose(self) -> None:
        """The grounds in the language of the page."""
        self.ground.choices = [(ground.value, str(said)) for ground, said in GROUNDS.items()]
