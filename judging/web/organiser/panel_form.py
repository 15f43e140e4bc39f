"""The form of a panel or a desk team: who sits on it and which entries it scores."""

from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from judging.domain.people import Person
from judging.queries.conflicts import EntryConflict, conflicts_by_judge
from judging.queries.entries import EntryView
from judging.queries.interests import expertise_of
from judging.queries.panels import PanelView
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.organiser.ticking import TicksField


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the organiser should know before seating a judge with these entries."""

    knows_group: bool
    conflicts: tuple[EntryConflict, ...]


class PanelForm(HouseForm):
    """Judges, chair and entries; the name of a panel stays once it is formed."""

    name = TextField(
        _l("Name of the panel"),
        [DataRequired(_l("Write a name for the panel.")), Length(max=300)],
    )
    judges = TicksField(_l("Who sits on it"), coerce=int)
    chair = SelectField(_l("Chair"))
    whole_group = BooleanField(_l("All entries of the group"))
    entries = TicksField(_l("Entries"), coerce=int)

    @property
    def chair_id(self) -> int | None:
        """Who leads the panel, if anybody."""
        return int(self.chair.data) if self.chair.data else None

    @property
    def entry_ids(self) -> list[int]:
        """The entries in the order of the list."""
        listed = [choice.value for choice in self.entries.choices]
        return listed if self.whole_group.data else list(self.entries.data or [])


def panel_form(
    people: list[Person], entries: list[EntryView], panel: PanelView | None = None
) -> PanelForm:
    """The form with those who may sit on the panel and the entries that it may score."""
    form = PanelForm(data=_known(panel) if panel else {})
    named = [(person.id, f"{words(person.name)} ({person.login})") for person in people]
    form.judges.choices = [SelectChoice(number, name) for number, name in named]
    form.chair.choices = [
        SelectChoice("", gettext("No chair")),
        *(SelectChoice(str(number), name) for number, name in named),
    ]
    # Those that the panel has come first and keep their serving order.
    served = [entry_id for entry_id, _ in panel.entries] if panel else []
    place = {entry_id: at for at, entry_id in enumerate(served)}
    form.entries.choices = [
        SelectChoice(entry.entry_id, f"{entry.code} · {words(entry.product)}")
        for entry in sorted(entries, key=lambda entry: place.get(entry.entry_id, len(place)))
    ]
    return form


def candidates_of(
    form: PanelForm, group: str, round_id: int, entries: list[EntryView]
) -> dict[int, Candidate]:
    """What to know of each who may sit on the panel: the group, and the entries that are chosen.

    As long as none is chosen, all entries of the group are looked at.
    """
    chosen = set(form.entry_ids)
    codes = {one.entry_id: one.code for one in entries if not chosen or one.entry_id in chosen}
    numbers = [choice.value for choice in form.judges.choices]
    found, expertise = conflicts_by_judge(round_id, numbers, codes), expertise_of(numbers)
    return {
        number: Candidate(group in expertise.get(number, ()), found.get(number, ()))
        for number in numbers
    }


def seated_conflicts(
    form: PanelForm, candidates: dict[int, Candidate]
) -> dict[int, tuple[EntryConflict, ...]]:
    """The conflicts of the chosen judges with the chosen entries, by judge."""
    chosen = form.judges.data or [] if form.entry_ids else []
    conflicts = {number: candidates[number].conflicts for number in chosen if number in candidates}
    return {number: entries for number, entries in conflicts.items() if entries}


def _known(panel: PanelView) -> dict[str, object]:
    return {
        "name": panel.name,
        "judges": [judge.id for judge in panel.judges],
        "chair": str(panel.chair_id or ""),
        "entries": [entry_id for entry_id, _ in panel.entries],
    }
