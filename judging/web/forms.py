"""The form that all forms come from: our words for its complaints, and room for a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import gettext, lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.web.sentences import sentence_of

# What WTForms itself says; it ships no Khmer, so the sentences stand in our catalogue.
SENTENCES_OF_WTFORMS = (
    _l("This field is required."),
    _l("Not a valid choice."),
    _l("Not a valid integer value."),
    _l("Not a valid date value."),
    _l("'%(value)s' is not a valid choice for this field."),
    _l("'%(value)s' are not valid choices for this field."),
)


class _Translations:
    def gettext(self, sentence: str) -> str:
        return str(gettext(sentence))

    def ngettext(self, one: str, many: str, number: int) -> str:
        # WTForms itself puts the values in.
        return self.gettext(one if number == 1 else many)


class HouseForm(FlaskForm):
    """A form that keeps what was typed when an act refuses it."""

    class Meta(FlaskForm.Meta):
        """Where the words come from."""

        def get_translations(self, form: FlaskForm) -> _Translations:
            """The catalogues of this app."""
            return _Translations()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: list[str] = []

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Do an act inside; what it refuses goes to the top of the form; 403 and 404 go on."""
        try:
            yield
        except (NotThere, NotAllowed):
            raise
        except Refusal as refusal:
            self.take_refusal(refusal)

    def take_refusal(self, refusal: Refusal) -> None:
        """Keep what an act refused."""
        self.refusals.append(sentence_of(refusal))

    @property
    def status(self) -> int:
        """The status of the page that shows the form."""
        return 422 if self.errors or self.refusals else 200


class TextField(StringField):
    """One line of text, without blanks around it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text that was typed."""
        self.data = valuelist[0].strip() if valuelist else ""
