"""A field of ticks: several answers of a list."""

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput


class TicksField(SelectMultipleField):
    """Each choice is a tick of its own."""

    option_widget = CheckboxInput()
