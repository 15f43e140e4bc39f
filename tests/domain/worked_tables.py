"""Reads the worked tables out of the pages in docs/rules."""

from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "rules"
Row = dict[str, str]
Table = list[Row]


def worked_tables() -> dict[str, list[Table]]:
    """The tables under each heading; a heading is written "page: Heading"."""
    found: dict[str, list[Table]] = {}
    for page in sorted(PAGES.glob("*.md")):
        heading, block = "", []
        for line in [*page.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("|"):
                block.append(line)
                continue
            if block:
                found.setdefault(f"{page.stem}: {heading}", []).append(_table(block))
                block = []
            if line.startswith("#"):
                heading = line.lstrip("# ")
    return found


def _table(block: list[str]) -> Table:
    header, _rule, *rows = [_cells(line) for line in block]
    return [dict(zip(header, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def listed(cell: str) -> list[str]:
    """What stands between the commas of a cell."""
    return [part.strip() for part in cell.split(",") if part.strip()]
