"""The facts of one award, complete, for every test of paper."""

import pytest

from judging.documents.facts import Fact


@pytest.fixture
def facts() -> dict[str, Fact]:
    return {
        "number": "OVOP-KH07-2027-FRESH-0012",
        "verify_url": "https://ovop.example/v/OVOP-KH07-2027-FRESH-0012",
        "specimen": False,
        "product_km": "ម្រេចកំពត",
        "product_en": "Kampot pepper",
        "producer_km": "សហគមន៍កសិកម្មម្រេចមានជ័យ",
        "producer_en": "Mean Chey Pepper Cooperative",
        "producer_form_km": "សហគមន៍",
        "producer_form_en": "Community",
        "group_km": "ផលិតផលកសិកម្មស្រស់",
        "group_en": "Fresh agricultural products",
        "place_km": "ភូមិត្រាំឃ្លោក ឃុំជៀប ស្រុកទឹកផុស ខេត្តកំពង់ឆ្នាំង",
        "place_en": "Tram Khlok village, Chieb commune, Tuek Phos district, Kampong Chhnang",
        "stars": 4,
        "award_km": "ជើងឯក",
        "award_en": "Champion",
        "competition_km": "ការប្រកួតប្រជែងផលិតផលជើងឯក ភូមិមួយផលិតផលមួយ ឆ្នាំ២០២៧",
        "competition_en": "One Village One Product Champion Competition 2027",
        "year": 2027,
        "final_score": "92.50",
        "issued_on": "2027-03-09",
        "expires_on": "2030-03-09",
        "issued_at_km": "រាជធានីភ្នំពេញ",
        "issued_at_en": "Phnom Penh",
        "signatory_name_km": "ឈ្មោះគំរូ",
        "signatory_name_en": "Specimen Name",
        "signatory_title_km": "ប្រធានគណៈកម្មាធិការជាតិ",
        "signatory_title_en": "Chair of the National Committee",
    }
