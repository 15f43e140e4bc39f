"""Rows that no registry takes: the column, what is written there, and what is said about it.

Each is a good row but for this one cell. Rows of `AMONG_OTHERS` are bad only beside the good row
that stands before them, and `IN_THE_REGISTRY` beside what is registered already.
"""

NOT_PRINTED = "cannot be printed on a certificate"
TOO_LONG = "Shorten the name to"
NO_PROVINCE = "is no province"
NO_FORM = "is no form of a producer"
NO_GROUP = "is no product group"
NOT_YES_OR_NO = "is neither yes nor no"
PHONE = "A telephone number is written with figures"
EMAIL = "An e-mail address looks like"
GAZETTEER = "The gazetteer number has 2, 4, 6 or 8 digits"

BAD_ROWS = (
    ("product_km", "", "Write the product's name in Khmer."),
    ("product_en", "", "Write the product's name in English."),
    ("producer_km", "", "Write the producer's name in Khmer."),
    ("producer_en", "", "Write the producer's name in English."),
    ("form", "", "Write the form of the producer."),
    ("province", "", "Write the province."),
    ("product_km", "\u200b", "Write the product's name in Khmer."),
    ("product_en", "   ", "Write the product's name in English."),
    ("product_km", "ម្រេច ☃", NOT_PRINTED),
    ("product_en", "Pepper 胡椒", NOT_PRINTED),
    ("producer_km", "សហគមន៍ 😀", NOT_PRINTED),
    ("producer_en", "Перец", NOT_PRINTED),
    ("contact_person", "Sok ★", NOT_PRINTED),
    ("district_km", "ទឹកឈូ ☃", NOT_PRINTED),
    ("village_en", "Village ♥", NOT_PRINTED),
    ("registration", "OVOP-№1", NOT_PRINTED),
    ("product_km", "ក" * 301, TOO_LONG),
    ("product_en", "x" * 301, TOO_LONG),
    ("producer_en", "x" * 301, TOO_LONG),
    ("district_en", "x" * 71, TOO_LONG),
    ("commune_km", "ក" * 71, TOO_LONG),
    ("registration", "9" * 41, TOO_LONG),
    ("contact_person", "x" * 301, TOO_LONG),
    ("province", "Kampuchea Krom", NO_PROVINCE),
    ("province", "26", NO_PROVINCE),
    ("province", "KH-99", NO_PROVINCE),
    ("province", "កំពត និងកែប", NO_PROVINCE),
    ("form", "company", NO_FORM),
    ("form", "ក្រុមហ៊ុន", NO_FORM),
    ("form", "1", NO_FORM),
    ("group", "FRUIT", NO_GROUP),
    ("group", "អាហារ និងភេសជ្ជៈ", NO_GROUP),
    ("group", "1", NO_GROUP),
    ("women_led", "perhaps", NOT_YES_OR_NO),
    ("youth_led", "2", NOT_YES_OR_NO),
    ("with_disabilities", "មិនដឹង", NOT_YES_OR_NO),
    ("women_led", "-", NOT_YES_OR_NO),
    ("contact_phone", "ask the village chief", PHONE),
    ("contact_phone", "12", PHONE),
    ("contact_phone", "012 345 678 ext. 9", PHONE),
    ("contact_phone", "0" * 41, PHONE),
    ("contact_phone", "#N/A", PHONE),
    ("contact_email", "pepper", EMAIL),
    ("contact_email", "pepper@", EMAIL),
    ("contact_email", "pepper@example", EMAIL),
    ("contact_email", "two words@example.org", EMAIL),
    ("contact_email", "x" * 250 + "@example.org", EMAIL),
    ("gazetteer", "0802", GAZETTEER),
    ("gazetteer", "07-02", GAZETTEER),
    ("gazetteer", "0702010101", GAZETTEER),
    ("gazetteer", "Kampot", GAZETTEER),
    ("gazetteer", "99", GAZETTEER),
)

AMONG_OTHERS = (
    ("contact_phone", {"contact_phone": "099 999 999"}, "Row 2 says otherwise of this producer"),
    ("women_led", {"women_led": "no"}, "Row 2 says otherwise of this producer"),
    ("producer_en", {"producer_en": "Other"}, "Row 2 says otherwise of this producer"),
)
IN_THE_REGISTRY = (
    ("product_km", {}, "Row 2 is about this product already."),
    (
        "producer_km",
        {"producer_km": "ផ្សេង", "producer_en": "Somebody else"},
        "who has other products too",
    ),
)
