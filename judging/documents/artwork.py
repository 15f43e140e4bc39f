"""What a design may fetch while it is printed: its own art and the fonts, nothing else."""

from pathlib import Path
from typing import Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

from judging.documents.typefaces import DESIGNS

# An address that can never exist (RFC 2606), so that relative names in CSS have a base.
BASE: Final = "https://certificates.invalid/"
_MEDIA_TYPES: Final = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
}


class ArtFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the files of one design's folder and of `fonts/`; every other address is an error.

    An error ends the printing, for a certificate with a hole in its art is worse than none.
    WeasyPrint raises it as FatalURLFetchingError, which is no Exception but a BaseException.
    """

    def __init__(self, design: str) -> None:
        super().__init__(fail_on_errors=True)
        self._folders = (DESIGNS / design, DESIGNS / "fonts")

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file behind `BASE<folder>/<name>`."""
        path = (DESIGNS / url.removeprefix(BASE)).resolve()
        if not url.startswith(BASE) or not self._is_ours(path):
            raise ValueError(f"{url[:200]} is not art of this design")
        body, kind = path.read_bytes(), _MEDIA_TYPES[path.suffix]
        return URLFetcherResponse(url, body, {"Content-Type": kind})

    def _is_ours(self, path: Path) -> bool:
        in_folder = any(path.parent == folder.resolve() for folder in self._folders)
        return in_folder and path.suffix in _MEDIA_TYPES and path.is_file()
