"""How a tablet joins the hall: one printed A4 page, and the same steps as a page for the tablet."""

from base64 import b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from judging.documents.qr import QrCode
from judging.documents.typefaces import DESIGNS

DESIGN: Final = "venue-sheet"
# Four pairs of digits at each end: enough to tell a right certificate from a wrong one by eye.
_SHOWN_PAIRS: Final = 4


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What the page says; without `install_url` the tablets need no certificate.

    `fingerprint` is the SHA-256 in pairs of digits with colons, `ends_on` an ISO date.
    """

    tablet_url: str
    install_url: str | None = None
    authority: str = ""
    fingerprint: str = ""
    ends_on: str = ""
    wifi: str | None = None
    wifi_password: str | None = None


@dataclass(frozen=True, slots=True)
class InstallPage:
    """A page for the browser; `style_hash` allows its one style (Content Security Policy)."""

    html: str
    style_hash: str


def render_venue_sheet(facts: VenueFacts) -> bytes:
    """The page to print, as PDF/A-3a; the same facts give the same bytes."""
    # WeasyPrint takes a second to load, and most processes never print.
    from judging.documents.press import print_page

    drawn = {"open": QrCode(facts.tablet_url)}
    if facts.install_url:
        drawn["install"] = QrCode(facts.install_url)
    if facts.wifi:
        drawn["join"] = QrCode(wifi_code(facts.wifi, facts.wifi_password))
    return print_page(DESIGN, "sheet", _context(facts), drawn)


def render_install_page(facts: VenueFacts) -> InstallPage:
    """The steps with the two files to fetch, for the browser of a tablet."""
    style = (DESIGNS / DESIGN / "install-page.txt").read_text(encoding="utf-8")
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(DESIGNS / DESIGN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Browsers break Khmer lines by themselves.
    environment.filters["breakable"] = str
    # The style is a file of this design, with nothing in it that anybody typed.
    context = _context(facts) | {"style": Markup(style)}  # noqa: S704
    html = environment.get_template("install.html").render(context)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return InstallPage(html, f"sha256-{digest}")


def wifi_code(name: str, password: str | None) -> str:
    """What a camera reads as a Wi-Fi to join (WPA3 specification 1.0, section 7.1)."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in '\\;,":' else sign for sign in text)


def _context(facts: VenueFacts) -> dict[str, object]:
    pairs = facts.fingerprint.split(":")
    return asdict(facts) | {
        "first_pairs": " ".join(pairs[:_SHOWN_PAIRS]),
        "last_pairs": " ".join(pairs[-_SHOWN_PAIRS:]),
    }
