"""The fields of a score sheet: an answer to touch, and points to type."""

from flask_babel import gettext
from wtforms import Form, RadioField, StringField, ValidationError
from wtforms.validators import Optional

from judging.domain.meaning import plain_number
from judging.domain.numbers import points_from
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scale
from judging.web.filters import number
from judging.web.sentences import sentence_of

LATIN = str.maketrans("០១២៣៤៥៦៧៨៩,", "0123456789.")


class ChoiceField(RadioField):
    """One answer of several."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What is not touched on the page is blank, even if an earlier draft had an answer."""
        self.data = valuelist[0] if valuelist else None


class PointsField(StringField):
    """One number of a scale, typed in Latin or Khmer digits, with a point or a comma.

    Its data is empty or the number as plain text.
    """

    def __init__(self, label: str, scale: Scale, **rest: object) -> None:
        super().__init__(label, [Optional()], **rest)
        self.scale = scale

    def process_formdata(self, valuelist: list[str]) -> None:
        """Write the digits in one way."""
        self.data = valuelist[0].translate(LATIN).strip() if valuelist else ""

    def pre_validate(self, form: Form) -> None:
        """Refuse what the scale does not know."""
        if not self.data:
            return
        try:
            points = points_from(self.data)
        except Refusal as refusal:
            raise ValidationError(sentence_of(refusal)) from refusal
        if not self.scale.allows(points):
            raise ValidationError(scale_sentence(self.scale))
        self.data = plain_number(points)


def scale_sentence(scale: Scale) -> str:
    """What may be typed."""
    sentence: str = gettext(
        "Write a number from %(low)s to %(high)s, in steps of %(step)s.",
        low=number(scale.low),
        high=number(scale.high),
        step=number(scale.step),
    )
    return sentence
