"""What must be right before the hall's server starts, each wrong thing told in one sentence."""

import errno
import socket
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from click import ClickException

from judging.queries.audits import lines
from judging.queries.competitions import competitions

# Another machine's clock may be a little ahead of this one's.
_CLOCKS_DIFFER = timedelta(minutes=5)


def check_clock(at: datetime) -> None:
    """Time has not gone back since the app was put here, nor since the newest act.

    A rehearsal may be told as if it were next year: its acts prove nothing about the clock.
    """
    installed = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    newest = max((line.at for line in lines(limit=1)), default=installed)
    if at < installed - _CLOCKS_DIFFER:
        raise ClickException(
            f"This machine's clock says {at:%Y-%m-%d %H:%M} UTC, but the app was installed on"
            f" {installed:%Y-%m-%d}: set the clock."
        )
    if at < newest - _CLOCKS_DIFFER and not is_rehearsal():
        raise ClickException(
            f"This machine's clock says {at:%Y-%m-%d %H:%M} UTC, but the newest act in the"
            f" database is of {newest:%Y-%m-%d %H:%M}: set the clock."
        )


def is_rehearsal() -> bool:
    """Whether there are competitions, and none of them is a real one."""
    found = competitions()
    return bool(found) and all(info.specimen for info in found)


def reserve(address: IPv4Address, port: int, option: str) -> socket.socket:
    """A socket bound to the port, which proves that nobody else has it."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((str(address), port))
        door.listen()
    except OSError as fault:
        door.close()
        raise ClickException(_port_sentence(fault, address, port, option)) from None
    return door


def _port_sentence(fault: OSError, address: IPv4Address, port: int, option: str) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken, perhaps by a server that runs already: stop that one, or choose"
            f" another port with {option}."
        )
    if fault.errno == errno.EACCES:
        return f"Port {port} is not allowed to you: choose one above 1023 with {option}."
    return f"{address} cannot be listened on ({fault.strerror}): choose another with --address."
