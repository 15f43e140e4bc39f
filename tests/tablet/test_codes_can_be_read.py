"""The codes on a tablet's screen, read by another library than ours and unpacked by the server."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from judging.domain.handover import packs_of

ROOT = Path(__file__).parent.parent.parent
SCREEN = 800  # pixels: the shorter side of a small tablet


def drawn(sheets: int, note: str = "") -> dict[str, object]:
    """The codes that the tablet draws for so many sheets, with their texts and the key."""
    notes = json.dumps({"C1.1": note} if note else {})
    command = ["node", "tests/tablet/draw_codes.js", str(sheets), notes]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, object] = json.loads(ran.stdout)
    return told


def on_screen(size: int, path: str) -> Image.Image:
    """The code as a browser scales it to the width of the screen."""
    image = Image.new("L", (size * 8, size * 8), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        left, top, right = int(x) * 8, int(y) * 8, (int(x) + int(length)) * 8
        draw.rectangle((left, top, right - 1, top + 7), fill=0)
    return image.resize((SCREEN, SCREEN), Image.Resampling.BILINEAR)


@pytest.mark.parametrize(("sheets", "note"), [(1, ""), (10, ""), (27, "ក្រអូប និងស្រស់ " * 20)])
def test_a_camera_reads_what_the_tablet_hands_over(sheets: int, note: str) -> None:
    told = drawn(sheets, note)
    read = [zxingcpp.read_barcode(on_screen(c["size"], c["path"])) for c in told["drawn"]]
    assert [code and code.text for code in read] == [code["code"] for code in told["drawn"]]
    packs = packs_of(code.text for code in reversed(read))
    assert [text for pack in packs for text in pack.texts()] == told["texts"]
    assert {(pack.enrolment, pack.is_proven(told["key"])) for pack in packs} == {(1, True)}


def test_ten_sheets_are_one_code_of_less_than_version_25() -> None:
    (code,) = drawn(10)["drawn"]
    version = (code["size"] - 8 - 17) // 4
    print(f"ten sheets: {len(code['code'])} digits, version {version}")
    assert version < 25
