"""What the tablet app's shell serves: whole, the same for everybody, one version at a time."""

import gzip
import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from judging.domain.people import Person
from judging.web.tablet import shell_files
from tests import story
from tests.web.conftest import Browser

TABLET_PO = Path(shell_files.__file__).parents[2] / "translations/km/LC_MESSAGES/tablet.po"
FIRST_DOWNLOAD = 200_000


class Stranger(FlaskClient):
    """Somebody who has never been here; closes the files that were sent."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request and read the whole answer."""
        answer: TestResponse = super().open(*args, **kwargs)
        answer.get_data()
        answer.close()
        return answer


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who has never been here."""
    return Stranger(app)


def told(client: FlaskClient) -> dict[str, object]:
    """What the worker's script says that it keeps."""
    script = client.get("/tablet/worker.js").text
    line = script.splitlines()[0]
    return json.loads(line.removeprefix("self.shell = ").removesuffix(";"))


def kept(client: FlaskClient) -> list[dict[str, str]]:
    """The files that the worker keeps."""
    files = told(client)["files"]
    assert isinstance(files, list)
    return files


def packed(client: FlaskClient, address: str, way: str = "br") -> TestResponse:
    """The file as it travels."""
    return client.get(address, headers={"Accept-Encoding": way})


def change(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As if this file had one more line on disk."""
    read = shell_files.read_source

    def read_source(path: Path) -> bytes:
        return read(path) + (b"\n" if str(path).endswith(name) else b"")

    monkeypatch.setattr(shell_files, "read_source", read_source)


def test_the_page_is_the_same_for_everybody_and_knows_no_session(
    app: Flask, client: FlaskClient, signed_in: Callable[[Person], Browser]
) -> None:
    organiser = signed_in(story.begin().organiser)
    for address in ("/tablet/", "/tablet/worker.js", "/tablet/manifest.webmanifest"):
        one, other = client.get(address), organiser.get(address)
        assert one.data == other.data
        assert other.headers["Cache-Control"] == "no-cache"
        assert other.headers["Vary"] == "Accept-Encoding"
        assert other.headers.getlist("Set-Cookie") == []


def test_the_page_speaks_both_languages_before_any_script_runs(client: FlaskClient) -> None:
    page = client.get("/tablet/").text
    assert page.count('<p lang="km">') == page.count('<p lang="en">') == 2
    assert "csrf" not in page


def test_the_worker_keeps_every_file_with_its_type_and_digest(client: FlaskClient) -> None:
    files = kept(client)
    for file in files:
        answer = client.get(file["address"])
        digest = b64encode(sha256(answer.data).digest()).decode()
        assert (answer.status_code, answer.mimetype) == (200, file["type"]), file
        assert file["integrity"] == f"sha256-{digest}", file
    assert len({file["address"] for file in files}) == len(files)
    assert {"/tablet/", "/tablet/manifest.webmanifest"} <= {file["address"] for file in files}


@pytest.mark.parametrize(
    "name", ["tablet/words.js", "tablet/worker.js", "tablet.css", "idb.js", "icons/192.png"]
)
def test_any_change_of_any_file_makes_another_version(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = told(client)
    assert told(client) == before
    change(monkeypatch, name)
    assert told(client)["version"] != before["version"]


def test_a_page_never_gets_a_file_of_another_version(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = f"/tablet/files/{told(client)['version']}"
    assert client.get(f"{old}/tablet/words.js").status_code == 200
    change(monkeypatch, "tablet/words.js")
    new = f"/tablet/files/{told(client)['version']}"
    assert client.get(f"{new}/tablet/words.js").status_code == 200
    assert client.get(f"{old}/tablet/words.js").status_code == 404
    # An old app scans a new card: without it there is no way on.
    assert client.get(f"{old}/vendor/qr/decode.js").status_code == 200


def test_a_running_server_keeps_to_its_version_when_the_files_change(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.testing = False
    client = app.test_client()
    before = told(client)
    change(monkeypatch, "tablet/words.js")
    assert told(client) == before


def test_files_of_a_version_may_stay_in_every_cache_for_ever(client: FlaskClient) -> None:
    version = told(client)["version"]
    found = client.get(f"/tablet/files/{version}/tablet/words.js")
    assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    scanner = client.get("/tablet/files/older/vendor/qr/decode.js")
    assert scanner.headers["Cache-Control"] == "no-cache"
    assert client.get(f"/tablet/files/{version}/tablet/worker.js").status_code == 404
    assert client.get(f"/tablet/files/{version}/../house.css").status_code == 404


@pytest.mark.parametrize("way", ["identity", "br", "gzip"])
def test_a_page_that_is_known_is_not_sent_again(client: FlaskClient, way: str) -> None:
    for address in ("/tablet/", "/tablet/worker.js"):
        first = packed(client, address, way)
        asked = {"Accept-Encoding": way, "If-None-Match": first.headers["ETag"]}
        assert client.get(address, headers=asked).status_code == 304
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_texts_travel_compressed_and_are_the_same_when_unpacked(client: FlaskClient) -> None:
    for file in kept(client):
        plain = client.get(file["address"])
        br, gz = packed(client, file["address"]), packed(client, file["address"], "gzip")
        is_text = file["type"].endswith(("/css", "/html", "/javascript", "json"))
        if is_text and len(plain.data) >= 500:
            assert [br.headers["Content-Encoding"], gz.headers["Content-Encoding"]] == [
                "br",
                "gzip",
            ]
            assert brotli.decompress(br.data) == gzip.decompress(gz.data) == plain.data
        else:
            assert "Content-Encoding" not in br.headers
            assert br.data == plain.data


def test_pages_with_a_token_are_never_compressed(client: FlaskClient) -> None:
    page = packed(client, "/sign-in")
    assert "csrf_token" in page.text
    assert "Content-Encoding" not in page.headers
    assert packed(client, "/static/house.css").headers["Content-Encoding"] == "br"


def test_the_first_download_leaves_room_for_the_judges_competition(client: FlaskClient) -> None:
    addresses = ["/tablet/worker.js", *(file["address"] for file in kept(client))]
    weight = sum(len(packed(client, address).data) for address in addresses)
    assert weight < FIRST_DOWNLOAD


def test_the_words_are_the_tablets_catalogue(client: FlaskClient) -> None:
    (address,) = [f["address"] for f in kept(client) if f["address"].endswith("words.json")]
    with TABLET_PO.open("rb") as file:
        khmer = {message.id: message.string for message in read_po(file) if message.id}
    assert client.get(address).json == {"km": khmer}


def test_the_manifest_names_icons_of_the_sizes_that_they_have(client: FlaskClient) -> None:
    manifest = json.loads(client.get("/tablet/manifest.webmanifest").data)
    assert manifest["id"] == manifest["start_url"] == manifest["scope"] == "/tablet/"
    assert manifest["lang"] == "km"
    purposes = []
    for icon in manifest["icons"]:
        with Image.open(BytesIO(client.get(icon["src"]).get_data())) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
        purposes.append((icon["sizes"], icon["purpose"]))
    assert purposes == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
