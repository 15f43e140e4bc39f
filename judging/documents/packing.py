"""Packs the streams of a PDF, once: left alone they are packed for the file's digest and again."""

import zlib
from functools import lru_cache
from typing import Any

import pydyf


def pack_streams(_document: Any, pdf: Any) -> None:
    """Compress every stream of a finished document: a finisher for WeasyPrint's `write_pdf`."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            item.stream = [_packed(written(item.stream))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False


def written(operations: list[Any]) -> bytes:
    """The operations of a stream as the bytes that stand in the file."""
    return b"\n".join(pydyf._to_bytes(operation) for operation in operations)


# The art of a design and the colour profile come again on every page.
@lru_cache(maxsize=64)
def _packed(body: bytes) -> bytes:
    return zlib.compress(body)
