"""The demo's registry: its invented producers, the tests and the papers of their products."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from random import Random

from judging.cli.demonstration.papers import papers_of_the_demo
from judging.domain.people import Person
from judging.domain.producers import Contact, Declared, Producer
from judging.domain.products import Finding, OriginTest, Product
from judging.domain.standard import Standard
from judging.services.entering import NewEntry
from judging.services.recording_papers import record_paper
from judging.services.registering import answer_origin_test, register_producer, register_product

REASONS = {
    OriginTest.VILLAGE: "គំរូ៖ គ្រួសារជាច្រើនក្នុងភូមិផលិតផលនេះ។",
    OriginTest.CULTURE: "គំរូ៖ បន្តពីដូនតាមក ហើយជាមោទនភាពរបស់ភូមិ។",
    OriginTest.POTENTIAL: "គំរូ៖ អ្នកទិញត្រូវការច្រើនជាងការផលិត។",
    OriginTest.APPROVED: "គំរូ៖ គណៈកម្មាធិការជាតិបានអនុម័ត។",
}
# Of so many products one waits for its number, and one cannot grow.
WAITING, SMALL = 7, 23

# The tests of one in so many products are answered; the others wait for somebody to go there.
TESTED = 3


class Registry:
    """What is registered on the way; one producer of several products is registered once."""

    def __init__(self, by: Person, standard: Standard, seed: int) -> None:
        self.by, self.standard = by, standard
        self.papers = papers_of_the_demo(seed)
        self.chance = Random(f"{seed} registry")  # noqa: S311 the demo's answers are no secret
        self._producer_ids: dict[tuple[str, str], int] = {}

    def register(self, new: NewEntry, number: int, at: datetime) -> int:
        """Register one product with its producer and tests; the number of its row."""
        key = (new.producer.km, new.form)
        if key not in self._producer_ids:
            self._producer_ids[key] = register_producer(self.by, self._producer(new, number), at)
        waits = number % WAITING == WAITING - 1
        product = Product(
            name=new.product,
            place=new.place,
            group=new.group,
            registration="" if waits else f"SPECIMEN-{number + 1:04}",
            gazetteer=f"{new.place.province.number:02}",
        )
        product_id = register_product(self.by, self._producer_ids[key], product, at)
        for test, reason in REASONS.items() if number % TESTED == 0 else ():
            if test is OriginTest.APPROVED and waits:
                continue
            holds = not (test is OriginTest.POTENTIAL and number % SMALL == SMALL - 1)
            told = reason if holds else "គំរូ៖ វត្ថុធាតុដើមមានតិច។"
            answer_origin_test(self.by, product_id, test, Finding(holds, told), at)
        return product_id

    def file_papers(
        self, product_id: int, kinds: Collection[str], number: int, at: datetime
    ) -> None:
        """Record what the registry has of these kinds of papers."""
        for paper in self.papers.of(kinds, number):
            record_paper(
                self.by, product_id, paper, at, standard=self.standard, scan=None, folder=Path()
            )

    def _producer(self, new: NewEntry, number: int) -> Producer:
        answers = (True, False, False, None)
        return Producer(
            name=new.producer,
            form=new.form,
            declared=Declared(*(self.chance.choice(answers) for _ in range(3))),
            contact=Contact(
                person=new.producer.km if new.form == "individual" else "លោក គំរូ",
                phone=f"012 000 {number + 1:03}",
                email=f"specimen{number + 1:03}@example.org",
            ),
            account_id=new.account_id,
        )
