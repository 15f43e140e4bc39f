"""Draws the tablet app's icons from our own mark; run by hand when the mark changes."""

import re
import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parent.parent / "judging" / "static"
# Its file, its size in pixels, and how much of the field the mark's circle fills. A mask may cut
# everything beyond 80 %; where a field is cut or rounded, the red reaches its edges.
ICONS = (("192", 192, 1.0), ("512", 512, 1.0), ("maskable", 512, 0.8), ("apple", 180, 0.9))
COLOURS = 12


def drawing(size: int, share: float) -> str:
    """The mark in a square of `size` pixels, on transparent ground if it fills the field."""
    mark = (STATIC / "mark.svg").read_text()
    side = 46 / share
    box = f'viewBox="{24 - side / 2} {24 - side / 2} {side} {side}" width="{size}" height="{size}"'
    ground = "" if share == 1 else '<path fill="#8a2b3a" d="M-99-99h198v198h-198z"/>'
    return re.sub(r'viewBox="[^"]*">', f"{box}>{ground}", mark, count=1)


def draw() -> None:
    """Write every icon, with few colours: they travel to every tablet."""
    folder = STATIC / "tablet" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for name, size, share in ICONS:
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f"<body style='margin:0'>{drawing(size, share)}")
            picture = Image.open(BytesIO(page.screenshot(omit_background=True)))
            few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
            few.save(folder / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    draw()
