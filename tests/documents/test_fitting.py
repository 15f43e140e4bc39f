"""Names keep together: they shrink, then take two lines at a space, and always fit."""

from hypothesis import given, strategies as st

from judging.documents.fitting import fit_name, fitted
from judging.documents.typefaces import em_width

POINTS_PER_MM = 72 / 25.4
words = st.text("កខគងចឆជញដណតថទនបផពភមយរលវសហឡអាិីឹុូួើែោះំ abcdeé", min_size=1, max_size=40)
names = st.lists(words, min_size=1, max_size=5).map(" ".join).filter(lambda name: name.strip())


def test_a_short_name_is_set_at_the_largest_size() -> None:
    fit = fit_name("ម្រេចកំពត", typeface="title", width=200, largest=27)
    assert (fit.size, fit.lines) == (27, ("ម្រេចកំពត",))


def test_a_long_name_shrinks_on_one_line() -> None:
    name = "គ្រឿងសម្អាងធម្មជាតិពីស្លឹកគ្រៃ និងប្រេងដូងសម្រាប់ស្បែក និងសក់"
    fit = fit_name(name, typeface="title", width=215, largest=27)
    assert fit.lines == (name,)
    assert 13.5 <= fit.size < 27


def test_a_very_long_name_takes_two_lines_at_a_space_as_high_as_one_large_line() -> None:
    name = " ".join(["ប្រេងដូងសុទ្ធធម្មជាតិ"] * 6)
    fit = fit_name(name, typeface="title", width=120, largest=27)
    assert len(fit.lines) == 2
    assert " ".join(fit.lines) == name
    assert fit.size <= 13.5


def test_a_name_without_a_space_never_breaks_however_long() -> None:
    fit = fit_name("ប្រេងដូង" * 15, typeface="title", width=120, largest=27)
    assert fit.lines == ("ប្រេងដូង" * 15,)


@given(name=names, typeface=st.sampled_from(["title", "text", "bold"]))
def test_every_name_fits_and_breaks_only_at_a_space(name: str, typeface: str) -> None:
    fit = fit_name(name, typeface=typeface, width=100, largest=27)
    assert " ".join(fit.lines) == " ".join(name.split())
    assert max(em_width(line, typeface) for line in fit.lines) * fit.size <= 100 * POINTS_PER_MM


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    assert str(fitted("<b>Oil & Co</b>", "text", 100, 10)) == (
        '<span class="name" style="font-size: 10pt">&lt;b&gt;Oil &amp; Co&lt;/b&gt;</span>'
    )
