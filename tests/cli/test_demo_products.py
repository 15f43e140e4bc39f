"""The demo's products: real kinds and places of every province, in both languages."""

from collections import Counter

from judging.cli.demonstration.products import all_products, choose_products
from judging.domain.provinces import PROVINCES


def is_khmer(text: str) -> bool:
    return any("\u1780" <= letter <= "\u17ff" for letter in text)


def test_the_file_holds_ten_products_of_every_province() -> None:
    products = [product.new for product in all_products()]
    assert Counter(new.place.province for new in products) == dict.fromkeys(PROVINCES, 10)
    sizes = Counter(new.group for new in products)
    assert len(sizes) == 8
    assert 80 <= sizes["FOOD"] <= 95
    assert 8 <= sizes["SERV"] <= 10


def test_every_product_and_producer_speaks_both_languages() -> None:
    for product in all_products():
        new = product.new
        place = new.place
        names = [new.product, new.producer, place.district, place.commune, place.village]
        for name in filter(None, names):
            assert is_khmer(name.km), name
            assert name.en, name
            assert not is_khmer(name.en), name


def test_a_small_demo_has_two_products_of_every_group() -> None:
    sizes = Counter(product.new.group for product in choose_products(16))
    assert sizes == dict.fromkeys(
        ["FRESH", "FOOD", "DRINK", "HERB", "TEXT", "HOME", "CRAFT", "SERV"], 2
    )
