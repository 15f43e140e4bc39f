"""The choices of a draw, which stand in the address: the same address draws the same plan."""

from secrets import randbelow

from flask import request
from flask_babel import gettext, lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from judging.domain.drawing import LARGEST_SEED, SEATS, Choices, DrawRules, ServingOrder, Spread
from judging.domain.rules import Needed
from judging.queries.drawing import Drawable
from judging.web.filters import digits, words
from judging.web.forms import HouseForm
from judging.web.organiser.ticking import TicksField

MOST_SEATS = 15
NUMBER = _l("Write a number.")


class DrawForm(HouseForm):
    """How the panels are to be; who takes part is everybody but those left out."""

    class Meta(HouseForm.Meta):
        """It changes nothing, so it needs no token."""

        csrf = False

    judges = IntegerField(_l("Judges on each panel"), [InputRequired(NUMBER)])
    officers = IntegerField(_l("Desk officers on each desk team"), [InputRequired(NUMBER)])
    days = IntegerField(_l("Days of tasting"), [InputRequired(NUMBER)])
    seed = IntegerField(
        _l("Seed"),
        [
            InputRequired(NUMBER),
            NumberRange(1, LARGEST_SEED, _l("Write a number from 1 to 999999.")),
        ],
    )
    spread = RadioField(_l("Panels of one group"))
    order = RadioField(_l("Serving order"))
    experts_only = BooleanField(_l("Only judges with expertise in the group"))
    replaces_formed = BooleanField(_l("Replace panels that were formed by hand as well"))
    left_out = TicksField(_l("Tick who does not take part"), coerce=int, validate_choice=False)

    @property
    def was_sent(self) -> bool:
        """Whether the address asks for a draw."""
        return "seed" in request.args

    def choices(self, facts: Drawable) -> Choices:
        """What was chosen."""
        left_out = set(self.left_out.data or ())
        rules = DrawRules(
            days=self.days.data,
            seats=Needed(desk=self.officers.data, panel=self.judges.data),
            quorum=facts.quorum,
            spread=Spread(self.spread.data),
            order=ServingOrder(self.order.data),
            experts_only=self.experts_only.data,
        )
        people = frozenset(judge.id for _, judge in facts.scorers) - left_out
        return Choices(rules, people, self.replaces_formed.data)


class KeepForm(HouseForm):
    """The button under a plan, which says which plan was read."""

    digest = HiddenField()


def draw_form(facts: Drawable) -> DrawForm:
    """The form as the address fills it, or as a draw mostly begins."""
    sent = request.args if "seed" in request.args else None
    form = DrawForm(formdata=sent, data=_beginning(facts))
    form.spread.choices = [
        SelectChoice(Spread.MANY.value, gettext("As many as make the load of all judges even")),
        SelectChoice(Spread.FEW.value, gettext("As few as the days allow")),
    ]
    form.order.choices = [
        SelectChoice(ServingOrder.SAME.value, gettext("The same for the whole panel")),
        SelectChoice(
            ServingOrder.BALANCED.value,
            gettext("Each judge in an order of their own, which balances what follows what"),
        ),
    ]
    form.left_out.choices = [
        SelectChoice(judge.id, words(person.name)) for person, judge in facts.scorers
    ]
    _bound(form, facts)
    return form


def _beginning(facts: Drawable) -> dict[str, object]:
    return {
        "judges": max(SEATS.panel, facts.quorum.panel),
        "officers": max(SEATS.desk, facts.quorum.desk),
        "days": facts.days,
        "seed": 1 + randbelow(LARGEST_SEED),
        "spread": Spread.MANY.value,
        "order": ServingOrder.SAME.value,
        "experts_only": any(judge.expertise for _, judge in facts.scorers),
    }


def _bound(form: DrawForm, facts: Drawable) -> None:
    """Not fewer than the quorum, no more days than the competition has."""
    for field, low, high in (
        (form.judges, facts.quorum.panel, MOST_SEATS),
        (form.officers, facts.quorum.desk, MOST_SEATS),
        (form.days, 1, facts.days),
    ):
        said = gettext(
            "Write a number from %(low)s to %(high)s.", low=digits(low), high=digits(high)
        )
        field.validators = [*field.validators, NumberRange(low, high, said)]
