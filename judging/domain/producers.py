"""The forms in which a producer can work."""

from enum import StrEnum

from judging.domain.words import Words


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
