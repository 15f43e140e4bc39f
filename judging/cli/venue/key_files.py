"""Files with keys: whole or not there, and readable by their owner only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click import ClickException
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def key_text(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The key in PEM."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def make_folder(folder: Path) -> None:
    """A folder that only its owner enters."""
    with _writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def keep_secret(path: Path, text: bytes) -> None:
    """Write the file in one step, with mode 0600."""
    with _writing(path):
        # mkstemp makes the file readable by its owner only.
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text)
        Path(draft).replace(path)


def read_file(path: Path, what: str) -> bytes:
    """The bytes of a file that must be there; `what` it is stands in the sentence if it is not."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise ClickException(
            f"{what} {path} cannot be read ({fault.strerror}): correct the path, or let the"
            " person who starts the server read it."
        ) from None


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise ClickException(
            f"{path} cannot be written ({fault.strerror}): make room, or let the person who"
            " starts the server own the folder."
        ) from None
