"""The pages of the producer."""

from judging.web.producer import appealing, certificates, entries, home
from judging.web.producer.pages import blueprint

__all__ = ["appealing", "blueprint", "certificates", "entries", "home"]
