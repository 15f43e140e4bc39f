"""The pages of the producer."""

from judging.web.producer import certificates, entries, home
from judging.web.producer.pages import blueprint

__all__ = ["blueprint", "certificates", "entries", "home"]
