"""Turns the woff2 fonts that npm brought into the TTF files that certificates are printed with."""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

# A Khmer file has no Latin letters nor quotation marks, so each comes with its Latin file.
WEIGHTS_BY_FONT = {
    ("Moul", "moul"): (400,),
    ("NotoSansKhmer", "noto-sans-khmer"): (400, 700),
    ("NotoSerifKhmer", "noto-serif-khmer"): (400, 700),
}
SCRIPTS = ("khmer", "latin")


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


if __name__ == "__main__":
    convert_all(Path(sys.argv[1]), Path(sys.argv[2]))
