"""Turns the woff2 fonts that npm brought into what we need: TTF to print with, less for tablets."""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# A Khmer file has no Latin letters nor quotation marks, so each comes with its Latin file.
WEIGHTS_BY_FONT = {
    ("Moul", "moul"): (400,),
    ("NotoSansKhmer", "noto-sans-khmer"): (400, 700),
    ("NotoSerifKhmer", "noto-serif-khmer"): (400, 700),
}
SCRIPTS = ("khmer", "latin")


# What a judge reads and types: no lunar dates, no letters of other languages, no hints for the
# coarse screens of old. A third of what every tablet has to fetch and keep.
SIGNS_BY_SCRIPT = {
    "khmer": (*range(0x1780, 0x17FA), 0x200B, 0x200C, 0x200D, 0x25CC),
    "latin": (*range(0x20, 0x7F), *map(ord, "\N{NO-BREAK SPACE}«»·×–—‘’“”…•→←↑↓≤≥✓−")),
}


def convert(woff2: Path, ttf: Path) -> None:
    """Unpacks one woff2 file; its timestamp stays, so that the same file gives the same bytes."""
    font = TTFont(woff2, recalcTimestamp=False)
    font.flavor = None
    ttf.parent.mkdir(parents=True, exist_ok=True)
    font.save(ttf)


def convert_all(packages: Path, target: Path) -> None:
    """Writes `<Font>-<weight>-<script>.ttf` into `target` for every font we print with."""
    for (name, package), weights in WEIGHTS_BY_FONT.items():
        for weight in weights:
            for script in SCRIPTS:
                woff2 = packages / package / "files" / f"{package}-{script}-{weight}-normal.woff2"
                convert(woff2, target / f"{name}-{weight}-{script}.ttf")


def thin(woff2: Path, target: Path, signs: Iterable[int]) -> None:
    """Writes the font with these signs only, and all that shapes them."""
    font = TTFont(woff2, recalcTimestamp=False)
    thinner = Subsetter(Options(layout_features=["*"], hinting=False, notdef_outline=True))
    thinner.populate(unicodes=signs)
    thinner.subset(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def thin_all(packages: Path, target: Path) -> None:
    """Writes `<script>-<weight>.woff2` into `target` for the tablet app."""
    folder = packages / "noto-sans-khmer" / "files"
    for script, signs in SIGNS_BY_SCRIPT.items():
        for weight in (400, 700):
            woff2 = folder / f"noto-sans-khmer-{script}-{weight}-normal.woff2"
            thin(woff2, target / f"{script}-{weight}.woff2", signs)


if __name__ == "__main__":
    how, packages, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    {"print": convert_all, "tablet": thin_all}[how](packages, target)
