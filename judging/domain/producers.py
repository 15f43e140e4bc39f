"""Producers: the forms in which they work, and what they say of themselves."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from judging.domain.names import plain_digits
from judging.domain.refusal import Refusal
from judging.domain.words import Words

PHONE = re.compile(r"\+?[0-9 ()/-]{6,40}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
LONGEST_EMAIL = 254


class ProducerForm(StrEnum):
    """Who makes the product and receives the certificate (National Policy 2016-2026, 5.9)."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    ASSOCIATION = "association"
    COMMUNITY = "community"
    ENTERPRISE = "enterprise"

    @property
    def words(self) -> Words:
        """The form as printed on a certificate."""
        return FORM_WORDS[self]


FORM_WORDS = {
    ProducerForm.INDIVIDUAL: Words("បុគ្គល", "Individual"),
    ProducerForm.GROUP: Words("ក្រុម", "Group"),
    ProducerForm.ASSOCIATION: Words("សមាគម", "Association"),
    ProducerForm.COMMUNITY: Words("សហគមន៍", "Community"),
    ProducerForm.ENTERPRISE: Words("សហគ្រាស", "Enterprise"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What producers say of themselves, for the yearly figures; None is not asked yet."""

    women_led: bool | None = None
    youth_led: bool | None = None
    with_disabilities: bool | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the secretariat calls; never shown to judges or to the public."""

    person: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Producer:
    """Who makes products, as the registry knows them; `account_id` is None without an account."""

    name: Words
    form: ProducerForm
    declared: Declared = field(default_factory=Declared)
    contact: Contact = field(default_factory=Contact)
    account_id: int | None = None


def phone_number(text: str) -> str:
    """A telephone number as it is kept, empty for none; raises Refusal for anything else."""
    number = " ".join(plain_digits(text).split())
    if number and not PHONE.fullmatch(number):
        raise Refusal("A telephone number is written with figures, e.g. 012 345 678.")
    return number


def email_address(text: str) -> str:
    """An e-mail address, empty for none; raises Refusal for anything else."""
    address = text.strip()
    if address and not (EMAIL.fullmatch(address) and len(address) <= LONGEST_EMAIL):
        raise Refusal("An e-mail address looks like name@example.org.")
    return address
