"""The app: Flask, whose secret key is read when something is to be signed and not before."""

from functools import cached_property

from flask import Flask


class Application(Flask):
    """An app whose SECRET_KEY may be a function that reads it, or makes it first.

    So a command that signs nothing leaves nothing on the disk.
    """

    @cached_property
    def secret_key(self) -> str:  # type: ignore[override]
        """What signs sessions and the tokens of forms."""
        key = self.config["SECRET_KEY"]
        return str(key() if callable(key) else key)
