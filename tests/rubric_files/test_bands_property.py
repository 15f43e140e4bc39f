"""Whatever bands are accepted, every percent has exactly one star."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from judging.rubric_files import BadFile, load_standard

Bands = list[tuple[Decimal, Decimal | None]]
CUTS = st.lists(st.integers(1, 9999), unique=True, max_size=6).map(sorted)
PERCENTS = st.fractions(min_value=0, max_value=100, max_denominator=1000)


@st.composite
def nearly_right_bands(draw: st.DrawFn) -> Bands:
    """Bands without a hole, of which one number may have been exchanged."""
    seams = [Decimal(0), *(Decimal(cut) / 100 for cut in draw(CUTS))]
    bands = list(zip(seams, [*seams[1:], None], strict=True))
    place = draw(st.integers(0, len(bands) - 1))
    start, below = bands[place]
    other = draw(st.sampled_from([None, *seams]) | st.integers(0, 100).map(Decimal))
    changed = [(start, below), (start, other), (start if other is None else other, below)]
    bands[place] = draw(st.sampled_from(changed))
    return bands


def standard_with(folder: Path, bands: Bands) -> Path:
    """A standard file with these bands, starred 1, 2, 3 ..."""
    path = folder / "standard.yaml"
    lines = ["edition: {km: x, en: x}", "certificate: {from_star: 1, valid_months: 1}", "bands:"]
    for star, (start, below) in enumerate(bands, start=1):
        end = "" if below is None else f", below: {below}"
        lines.append(f"  - {{star: {star}, from: {start}{end}}}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(bands=nearly_right_bands(), percent=PERCENTS)
def test_accepted_bands_hold_every_percent_once(
    tmp_path: Path, bands: Bands, percent: Fraction
) -> None:
    seams = {Fraction(number) for band in bands for number in band if number is not None}
    try:
        standard = load_standard(standard_with(tmp_path, bands))
    except BadFile:
        return
    for number in (percent, *seams):
        assert sum(band.holds(number) for band in standard.bands) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cuts=CUTS, percent=PERCENTS)
def test_bands_cut_at_any_rising_percents_are_accepted(
    tmp_path: Path, cuts: list[int], percent: Fraction
) -> None:
    seams = [Decimal(0), *(Decimal(cut) / 100 for cut in cuts)]
    ends: list[Decimal | None] = [*seams[1:], None]
    bands = list(zip(seams, ends, strict=True))
    standard = load_standard(standard_with(tmp_path, bands))
    star = sum(percent >= seam for seam in seams)
    assert [band.star for band in standard.bands if band.holds(percent)] == [star]
    assert standard.star_for(percent) == star
