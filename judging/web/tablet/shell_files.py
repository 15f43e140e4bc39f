"""The files of the tablet app, read together under one version, so that two never mix."""

import hashlib
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

# What our modules and styles take from others, beside the scanner's.
VENDOR = (
    "vendor/big.js",
    "vendor/idb.js",
    "vendor/lit-html/lit-html.js",
    "vendor/qr/index.js",
    "vendor/tablet/khmer-400.woff2",
    "vendor/tablet/khmer-700.woff2",
    "vendor/tablet/latin-400.woff2",
    "vendor/tablet/latin-700.woff2",
)
# Fetched when a card is scanned, with a network: as heavy as all the rest of the code.
SCANNER = ("vendor/qr/decode.js", "vendor/qr/dom.js")
LARGE_ICONS = tuple(f"tablet/icons/{name}.png" for name in ("512", "apple", "maskable"))
WORKER = "tablet/worker.js"
WORDS = "tablet/words.json"
# What start.js asks for: at once for the first screen, and then for the others.
FIRST = ("tablet/start.js", "tablet/store.js", "tablet/words.js", "tablet/app.js")
OTHERS = ("tablet/screens/others.js",)
IMPORT = re.compile(rb"""\b(?:from|import)\s*"([^"]+)\"""")
COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/|//.*)[ \t]*$", re.MULTILINE)
LICENCE = re.compile(rb"licen[cs]e|copyright", re.IGNORECASE)
TYPE_BY_ENDING = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class ShellFile:
    """The bytes at an address."""

    address: str
    mimetype: str
    content: bytes

    @property
    def integrity(self) -> str:
        """The digest as browsers check it before they take a file."""
        return f"sha256-{b64encode(hashlib.sha256(self.content).digest()).decode()}"


@dataclass(frozen=True, slots=True)
class Shell:
    """One version of the app: its files by name, its page, and the worker that keeps them all."""

    version: str
    by_name: Mapping[str, ShellFile]
    page: ShellFile
    manifest: ShellFile
    worker: bytes

    def kept(self) -> list[ShellFile]:
        """Everything that a tablet keeps; the large icons its system fetches at installing."""
        left = (*SCANNER, *LARGE_ICONS)
        files = [file for name, file in self.by_name.items() if name not in left]
        return [self.page, self.manifest, *files]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts are: `file` tells the address of a file's name under a version."""

    page: str
    manifest: str
    file: Callable[[str, str], str]


def read_sources(static: Path, catalogue: Path) -> dict[str, bytes]:
    """The bytes of every file but page and manifest, by its name below `static`."""
    own = (path for path in (static / "tablet").rglob("*") if path.suffix in TYPE_BY_ENDING)
    names = sorted(str(path.relative_to(static)) for path in own)
    sources = {name: read_source(static / name) for name in (*names, *VENDOR, *SCANNER)}
    return sources | {WORDS: read_words(catalogue)}


def read_source(path: Path) -> bytes:
    """What a tablet needs of a file: whole lines of comment stay here, a quarter of the code."""
    content = path.read_bytes()
    return COMMENT.sub(blank_lines, content) if path.suffix == ".js" else content


def blank_lines(comment: re.Match[bytes]) -> bytes:
    """As many lines as the comment had, so that errors name the right one; a licence stays."""
    return comment[0] if LICENCE.search(comment[0]) else b"\n" * comment[0].count(b"\n")


def needed(sources: Mapping[str, bytes], asked_for: Iterable[str]) -> list[str]:
    """The names of the scripts without which these do nothing, the first first."""
    found = list(asked_for)
    for name in found:
        for path in IMPORT.findall(sources[name]):
            asked = posixpath.normpath(posixpath.join(posixpath.dirname(name), path.decode()))
            if asked not in found:
                found.append(asked)
    return found


def read_words(catalogue: Path) -> bytes:
    """The tablet's catalogue as the app reads it: Khmer by English."""
    with catalogue.open("rb") as file:
        khmer = {message.id: message.string for message in read_po(file) if message.id}
    return json.dumps({"km": khmer}, ensure_ascii=False, separators=(",", ":")).encode()


def build_shell(
    sources: Mapping[str, bytes],
    *,
    addresses: Addresses,
    render_page: Callable[[str, list[str], list[str]], bytes],
    manifest: bytes,
) -> Shell:
    """The app whose version is the digest of all its bytes.

    `render_page` gets the version, the scripts of the first screen and those of the others.
    """
    first = needed(sources, FIRST)
    others = [name for name in needed(sources, OTHERS) if name not in first]
    # The page without a version stands for the page in the digest of which it tells.
    whole = {**sources, "page": render_page("", first, others), "manifest": manifest}
    version = digest(whole)
    files = {
        name: ShellFile(addresses.file(version, name), TYPE_BY_ENDING[Path(name).suffix], content)
        for name, content in sources.items()
        if name != WORKER
    }
    page = ShellFile(addresses.page, "text/html", render_page(version, first, others))
    described = ShellFile(addresses.manifest, "application/manifest+json", manifest)
    shell = Shell(version, files, page, described, b"")
    return Shell(version, files, page, described, worker_of(shell, sources[WORKER]))


def worker_of(shell: Shell, source: bytes) -> bytes:
    """The worker's script below the list of what it keeps."""
    kept = [
        {"address": file.address, "type": file.mimetype, "integrity": file.integrity}
        for file in shell.kept()
    ]
    told = json.dumps({"version": shell.version, "files": kept}, separators=(",", ":"))
    return f"self.shell = {told};\n".encode() + source


def digest(content_by_name: Mapping[str, bytes]) -> str:
    """Sixteen signs that tell one set of files from every other."""
    whole = hashlib.sha256()
    for name, content in sorted(content_by_name.items()):
        whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:16]
