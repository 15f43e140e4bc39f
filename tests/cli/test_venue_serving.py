"""`flask venue serve`: a real server for the hall, from one command to Ctrl+C."""

import os
import re
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser

from tests.conftest import ROOT, migrate
from tests.journeys.browsing import QUIET

HOME = "127.0.0.1"


@dataclass(frozen=True)
class Hall:
    """A running server, what it has told and the only authority that its tablets believe."""

    process: subprocess.Popen[str]
    told: list[str]
    data: Path
    port: int
    install_port: int

    def https(self, path: str, **headers: str) -> tuple[int, HTTPMessage]:
        tablet = ssl.create_default_context(cafile=str(self.data / "venue/authority.pem"))
        visit = HTTPSConnection(HOME, self.port, context=tablet, timeout=20)
        visit.request("GET", path, headers=headers)
        answer = visit.getresponse()
        visit.close()
        return answer.status, answer.headers

    def http(self, path: str, method: str = "GET") -> tuple[int, str, bytes]:
        visit = HTTPConnection(HOME, self.install_port, timeout=20)
        visit.request(method, path)
        answer = visit.getresponse()
        body = answer.read()
        visit.close()
        return answer.status, answer.getheader("Content-Type", ""), body


def free_port() -> int:
    with socket.create_server((HOME, 0)) as door:
        return int(door.getsockname()[1])


def start(data: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "venue", "serve", *arguments]
    return subprocess.Popen(
        [*command, "--address", HOME],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data), "PUBLIC_URL": "https://ovop.example"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("venue")
    migrate(f"sqlite:///{folder}/judging.sqlite")
    return folder


@pytest.fixture(scope="module")
def hall(data: Path) -> Iterator[Hall]:
    port, install_port = free_port(), free_port()
    ports = ("--port", str(port), "--install-port", str(install_port))
    process = start(data, *ports, "--wifi", "OVOP Hall", "--wifi-password", "rice;field")
    told = []
    assert process.stdout
    for line in process.stdout:
        told.append(line.rstrip())
        if line.startswith("Open for tablets"):
            break
    yield Hall(process, told, data, port, install_port)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


pytestmark = pytest.mark.documents


def children(process: int) -> list[int]:
    """The processes that it started and that still live."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True)
    return [int(number) for number in listed.stdout.split()]


def test_it_says_where_everything_is(hall: Hall) -> None:
    titles = [re.split(r"  +", line)[0] for line in hall.told[:-1]]
    assert titles == [
        "Tablets open", "Organisers open", "Certificate", "Fingerprint", "Page to print",
        "Database", "Requests", "Stop",
    ]  # fmt: skip
    assert hall.told[0].endswith(f"https://{HOME}:{hall.port}/tablet/")
    assert re.fullmatch(r"Open for tablets after \d+\.\d s\.", hall.told[-1])


def test_tablets_that_know_the_authority_are_answered_over_https(hall: Hall) -> None:
    assert hall.https("/tablet/")[0] == 200


def test_a_tablet_without_the_authority_does_not_believe_it(hall: Hall) -> None:
    visit = HTTPSConnection(HOME, hall.port, context=ssl.create_default_context(), timeout=20)
    with pytest.raises(ssl.SSLCertVerificationError):
        visit.request("GET", "/")


def test_sessions_never_travel_in_the_clear(hall: Hall) -> None:
    cookie = hall.https("/sign-in")[1]["Set-Cookie"]
    assert {"Secure", "HttpOnly"} <= set(re.split("; ", cookie))


def test_the_log_has_paths_and_nothing_that_was_asked(hall: Hall) -> None:
    hall.https("/sign-in?secret=7K2M", Authorization="Tablet 9QXB")
    log = (hall.data / "venue/requests.log").read_text()
    assert '"GET /sign-in" 200' in log
    assert ("7K2M" in log, "9QXB" in log, "?" in log) == (False, False, False)


def test_the_plain_door_gives_the_page_and_two_files(hall: Hall) -> None:
    status, kind, page = hall.http("/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    fingerprint = next(line for line in hall.told if line.startswith("Fingerprint")).split()[1]
    assert fingerprint in page.decode()
    status, kind, certificate = hall.http("/judging-venue.crt")
    assert (status, kind) == (200, "application/x-x509-ca-cert")
    assert sha256(certificate).digest().hex(":").upper() == fingerprint
    status, kind, profile = hall.http("/judging-venue.mobileconfig")
    assert (status, kind) == (200, "application/x-apple-aspen-config")
    assert b"com.apple.security.root" in profile


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 404),
        ("GET", "/tablet/", 404),
        ("GET", "/static/house.css", 404),
        ("GET", "/../authority.pem", 404),
        ("GET", "/authority.pem", 404),
        ("GET", "/server.key", 404),
        ("POST", "/", 405),
        ("PUT", "/judging-venue.crt", 405),
    ],
)
def test_the_plain_door_refuses_everything_else(
    hall: Hall, method: str, path: str, status: int
) -> None:
    assert hall.http(path, method)[0] == status


def test_the_page_to_print_is_one_a4_page(hall: Hall) -> None:
    pages = pypdfium2.PdfDocument(hall.data / "venue/sheet.pdf")
    assert (len(pages), [round(side) for side in pages[0].get_size()]) == (1, [595, 842])


def test_a_second_start_is_told_and_leaves_the_certificate_alone(hall: Hall) -> None:
    path = hall.data / "venue/authority.pem"
    before = path.read_bytes()
    second = start(hall.data, "--port", str(hall.port), "--new-authority")
    told, _ = second.communicate(timeout=60)
    assert (second.returncode, told) == (
        1,
        f"Error: Port {hall.port} is taken, perhaps by a server that runs already: stop that one,"
        " or choose another port with --port.\n",
    )
    assert path.read_bytes() == before


@pytest.mark.browser
def test_a_browser_lets_the_app_work_without_a_network_there(
    hall: Hall, chromium: Browser, tmp_path: Path
) -> None:
    leaf = x509.load_pem_x509_certificate((hall.data / "venue/server.crt").read_bytes())
    key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    believed = b64encode(sha256(key).digest()).decode()
    # Chromium heeds the list only beside a profile folder; errors are ignored for no other key.
    context = chromium.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=shutil.which("chromium"),
        args=[*QUIET, f"--ignore-certificate-errors-spki-list={believed}"],
    )
    page = context.new_page()
    page.goto(f"https://{HOME}:{hall.port}/tablet/")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)", timeout=30_000)
    assert page.evaluate("isSecureContext") is True
    context.close()


def test_ctrl_c_stops_it_and_leaves_no_process(hall: Hall) -> None:
    workers = children(hall.process.pid)
    assert len(workers) >= 2
    ends = [os.pidfd_open(worker) for worker in workers]
    # As a terminal does it: to every process of the command.
    os.killpg(hall.process.pid, signal.SIGINT)
    told, _ = hall.process.communicate(timeout=60)
    assert (hall.process.returncode, told) == (
        0,
        "Stopped. Every sheet that has a receipt is in the database.\n",
    )
    # A pidfd is readable once its process has ended.
    assert [end for end in ends if not select.select([end], [], [], 20)[0]] == []
