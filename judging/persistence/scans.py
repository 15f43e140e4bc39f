"""Scans of papers: files by their digest in one folder, each whole or not there at all."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path


def keep_scan(folder: Path, content: bytes) -> str:
    """Keep a file once, readable by its owner only; its SHA-256 in hexadecimal digits."""
    digest = sha256(content).hexdigest()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if kept_scan(folder, digest) is None:
        _write_whole(folder / digest, content)
    return digest


def kept_scan(folder: Path, digest: str) -> bytes | None:
    """The file with this digest; None if it is not there, or is not what was kept any more."""
    try:
        content = (folder / digest).read_bytes()
    except FileNotFoundError:
        return None
    return content if sha256(content).hexdigest() == digest else None


def _write_whole(path: Path, content: bytes) -> None:
    # mkstemp makes the file readable by its owner only.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
