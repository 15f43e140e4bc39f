"""The 25 provinces with their ISO 3166-2:KH codes, which equal the national gazetteer's numbers."""

from dataclasses import dataclass

from judging.domain.refusal import Refusal
from judging.domain.words import Words

CAPITAL = 12


@dataclass(frozen=True, slots=True)
class Province:
    """A province, or the capital; `number` is the gazetteer's, 1 to 25."""

    number: int
    name: Words

    @property
    def iso(self) -> str:
        """The ISO 3166-2 code, e.g. KH-7."""
        return f"KH-{self.number}"

    @property
    def is_capital(self) -> bool:
        """Phnom Penh has khans and sangkats where provinces have districts and communes."""
        return self.number == CAPITAL

    @property
    def full_name(self) -> Words:
        """The name with its level in Khmer, as on official papers."""
        return Words(("រាជធានី" if self.is_capital else "ខេត្ត") + self.name.km, self.name.en)


PROVINCES: tuple[Province, ...] = (
    Province(1, Words("បន្ទាយមានជ័យ", "Banteay Meanchey")),
    Province(2, Words("បាត់ដំបង", "Battambang")),
    Province(3, Words("កំពង់ចាម", "Kampong Cham")),
    Province(4, Words("កំពង់ឆ្នាំង", "Kampong Chhnang")),
    Province(5, Words("កំពង់ស្ពឺ", "Kampong Speu")),
    Province(6, Words("កំពង់ធំ", "Kampong Thom")),
    Province(7, Words("កំពត", "Kampot")),
    Province(8, Words("កណ្ដាល", "Kandal")),
    Province(9, Words("កោះកុង", "Koh Kong")),
    Province(10, Words("ក្រចេះ", "Kratie")),
    Province(11, Words("មណ្ឌលគិរី", "Mondulkiri")),
    Province(12, Words("ភ្នំពេញ", "Phnom Penh")),
    Province(13, Words("ព្រះវិហារ", "Preah Vihear")),
    Province(14, Words("ព្រៃវែង", "Prey Veng")),
    Province(15, Words("ពោធិ៍សាត់", "Pursat")),
    Province(16, Words("រតនគិរី", "Ratanakiri")),
    Province(17, Words("សៀមរាប", "Siem Reap")),
    Province(18, Words("ព្រះសីហនុ", "Preah Sihanouk")),
    Province(19, Words("ស្ទឹងត្រែង", "Stung Treng")),
    Province(20, Words("ស្វាយរៀង", "Svay Rieng")),
    Province(21, Words("តាកែវ", "Takeo")),
    Province(22, Words("ឧត្ដរមានជ័យ", "Oddar Meanchey")),
    Province(23, Words("កែប", "Kep")),
    Province(24, Words("ប៉ៃលិន", "Pailin")),
    Province(25, Words("ត្បូងឃ្មុំ", "Tboung Khmum")),
)

PROVINCE_BY_ISO = {province.iso: province for province in PROVINCES}


def province(iso: str) -> Province:
    """The province with this ISO code."""
    if iso not in PROVINCE_BY_ISO:
        raise Refusal("“%(iso)s” is not a province; choose one of the 25.", iso=iso)
    return PROVINCE_BY_ISO[iso]
