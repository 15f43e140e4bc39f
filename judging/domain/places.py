"""Where a product comes from, spelled as on an official paper."""

from dataclasses import dataclass

from judging.domain.provinces import Province
from judging.domain.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A village in its commune, district and province; all but the province may be unknown."""

    province: Province
    district: Words | None = None
    commune: Words | None = None
    village: Words | None = None

    @property
    def words(self) -> Words:
        """The place on one line: smallest first, with the name of each level."""
        is_capital = self.province.is_capital
        levels = [
            (self.village, "ភូមិ", "village"),
            (self.commune, "សង្កាត់" if is_capital else "ឃុំ", "commune"),
            (self.district, "ខណ្ឌ" if is_capital else "ស្រុក", "district"),
        ]
        known = [(words, km, en) for words, km, en in levels if words]
        return Words(
            km=" ".join([*(km + words.km for words, km, _ in known), self.province.full_name.km]),
            en=", ".join([*(f"{words.en} {en}" for words, _, en in known), self.province.name.en]),
        )
