"""Khmer is written without spaces: this finds where a line may break, with the system's ICU."""

import ctypes
import ctypes.util
import re
from functools import lru_cache
from typing import Final

ZERO_WIDTH_SPACE: Final = "\u200b"
_KHMER: Final = re.compile("[\u1780-\u17ff]")
_LINE_BREAKS: Final = 2  # UBRK_LINE of ICU's ubrk.h
_DONE: Final = -1  # UBRK_DONE


class _Icu:
    """The four functions of ICU's C interface that breaking a line needs."""

    def __init__(self) -> None:
        name = ctypes.util.find_library("icuuc")
        if name is None:
            raise RuntimeError(
                "The system library ICU (libicuuc) is missing, so Khmer lines cannot be broken: "
                "run `make setup`, which installs it."
            )
        library = ctypes.CDLL(name)
        # ICU writes its major version into every name: ubrk_open_72 of libicuuc.so.72.
        version = name.rpartition(".so.")[2].partition(".")[0]
        self.open = library[f"ubrk_open_{version}"]
        self.open.restype = ctypes.c_void_p
        self.open.argtypes = [
            ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int32,
            ctypes.POINTER(ctypes.c_int),
        ]  # fmt: skip
        self.next = library[f"ubrk_next_{version}"]
        self.next.argtypes = [ctypes.c_void_p]
        self.close = library[f"ubrk_close_{version}"]
        self.close.argtypes = [ctypes.c_void_p]
        self.close.restype = None


@lru_cache(maxsize=1)
def _icu() -> _Icu:
    return _Icu()


@lru_cache(maxsize=4096)
def break_khmer(text: str) -> str:
    """The text with a zero-width space wherever a line may break between two Khmer words.

    For paper only: names, rows, QR codes and digests never see the extra characters.
    """
    if not _KHMER.search(text):
        return text
    pieces = [text[start:end] for start, end in _line_pieces(text)]
    broken = pieces[0]
    for piece in pieces[1:]:
        if not broken[-1].isspace() and _KHMER.match(piece):
            broken += ZERO_WIDTH_SPACE
        broken += piece
    return broken


def _line_pieces(text: str) -> list[tuple[int, int]]:
    icu = _icu()
    utf16 = text.encode("utf-16-le")
    error = ctypes.c_int(0)
    # An iterator of its own for each call: ICU's are not for two threads at once.
    iterator = icu.open(_LINE_BREAKS, b"km", utf16, len(utf16) // 2, ctypes.byref(error))
    if error.value > 0:
        raise RuntimeError(f"ICU cannot break lines: error {error.value} of ubrk_open.")
    try:
        ends = list(iter(lambda: icu.next(iterator), _DONE))
    finally:
        icu.close(iterator)
    in_text = [len(utf16[: 2 * end].decode("utf-16-le")) for end in ends]
    return list(zip([0, *in_text], in_text, strict=False))
