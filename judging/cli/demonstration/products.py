"""Products of the 25 provinces: real kinds and places, entered by invented producers."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from judging.cli.demonstration.tables import rows_of
from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.provinces import province
from judging.domain.words import Words
from judging.services.entering import NewEntry


@dataclass(frozen=True, slots=True)
class Product:
    """One entry of the demo: the `index`-th of its group, counted from 0."""

    index: int
    new: NewEntry

    @property
    def key(self) -> tuple[str, int]:
        """What names the entry in the story."""
        return self.new.group, self.index


def choose_products(count: int) -> list[Product]:
    """The first two of every group, then from each group in proportion, known products first."""
    products = all_products()
    sizes = Counter(product.new.group for product in products)

    def turn(product: Product) -> tuple[bool, Fraction]:
        return product.index >= 2, Fraction(product.index, sizes[product.new.group])

    return sorted(products, key=turn)[:count]


def all_products() -> list[Product]:
    """Every product of the file, whose rows stand group by group."""
    places: Counter[str] = Counter()
    products = []
    for row in rows_of("products"):
        products.append(Product(places[row["group"]], _new_entry(row)))
        places[row["group"]] += 1
    return products


def _new_entry(row: dict[str, str]) -> NewEntry:
    return NewEntry(
        producer=Words(row["producer_km"], row["producer_en"]),
        form=ProducerForm(row["form"]),
        product=Words(row["product_km"], row["product_en"]),
        group=row["group"],
        place=Place(
            province(row["province"]),
            *(_known(row, level) for level in ("district", "commune", "village")),
        ),
    )


def _known(row: dict[str, str], level: str) -> Words | None:
    return Words(row[f"{level}_km"], row[f"{level}_en"]) if row[f"{level}_km"] else None
