"""A design sees its own folder and the fonts, and nothing else of the machine or the network."""

import base64
from pathlib import Path

import pytest
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

from judging.documents.artwork import BASE, ArtFetcher
from judging.documents.press import print_page
from judging.documents.typefaces import DESIGNS

PICTURE = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>').decode()
OUTSIDE = [
    "file:///etc/passwd",
    (DESIGNS / "champion" / "star.svg").as_uri(),
    "http://127.0.0.1:9/star.svg",
    "http://169.254.169.254/latest/meta-data/",
    "https://certificates.invalid.example/champion/star.svg",
    f"data:image/svg+xml;base64,{PICTURE}",
    f"{BASE}standard/star.svg",
    f"{BASE}champion/../../pyproject.toml",
    f"{BASE}champion/%2e%2e/standard/star.svg",
    f"{BASE}/etc/passwd",
    f"{BASE}champion/certificate.html",
    f"{BASE}champion/none.svg",
    f"{BASE}champion/",
]


def test_art_and_fonts_of_the_design_are_served() -> None:
    fetcher = ArtFetcher("champion")
    star = fetcher.fetch(f"{BASE}champion/star.svg")
    assert star.content_type == "image/svg+xml"
    assert star.read() == (DESIGNS / "champion" / "star.svg").read_bytes()
    assert fetcher.fetch(f"{BASE}fonts/Moul-400-khmer.ttf").content_type == "font/ttf"


@pytest.mark.parametrize("url", OUTSIDE)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not art of this design"):
        ArtFetcher("champion").fetch(url)


def test_a_link_out_of_the_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>")
    design = tmp_path / "designs" / "mine"
    design.mkdir(parents=True)
    (design / "linked.svg").symlink_to(tmp_path / "secret.svg")
    monkeypatch.setattr("judging.documents.artwork.DESIGNS", tmp_path / "designs")
    with pytest.raises(ValueError, match="is not art"):
        ArtFetcher("mine").fetch(f"{BASE}mine/linked.svg")


@pytest.mark.parametrize(
    "page",
    [
        '<img src="{}">',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<style>@import "{}";</style>',
        '<p style="background: url({})">.</p>',
        "<style>@font-face {{ font-family: x; src: url({}) }}</style>",
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">.</a>',
    ],
)
def test_no_way_of_asking_for_an_outside_file_prints_a_page(page: str) -> None:
    html = HTML(string=page.format("file:///etc/passwd"), url_fetcher=ArtFetcher("champion"))
    # A BaseException: `except Exception` would let it pass through the whole app.
    assert not issubclass(FatalURLFetchingError, Exception)
    with pytest.raises(FatalURLFetchingError):
        html.write_pdf()


def test_styles_cannot_import_an_outside_file() -> None:
    with pytest.raises(FatalURLFetchingError):
        CSS(string='@import "file:///etc/passwd";', url_fetcher=ArtFetcher("champion"))


@pytest.mark.documents
def test_a_design_that_asks_for_more_is_a_fault_that_the_app_can_catch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "greedy").mkdir()
    (tmp_path / "greedy" / "page.css").touch()
    (tmp_path / "greedy" / "page.html").write_text('<img src="file:///etc/passwd" alt=""/>')
    (tmp_path / "fonts").symlink_to(DESIGNS / "fonts")
    for module in ("artwork", "press"):
        monkeypatch.setattr(f"judging.documents.{module}.DESIGNS", tmp_path)
    with pytest.raises(RuntimeError, match="/etc/passwd"):
        print_page("greedy", "page", {})
