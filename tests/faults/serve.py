"""The real app on a port in a process of its own, made to be killed: for faults and stories."""

import os
import sys
import threading

from argon2 import PasswordHasher
from waitress.server import create_server

from config import read_settings
from judging import create_app
from judging.services import passwords


def serve(port: int) -> None:
    """Serve the app on this port; says so once it listens."""
    # Real hashes, but quick ones: nobody attacks a test, and tablets enrol by the hundred.
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    app = create_app(read_settings(os.environ))
    threading.Thread(target=end_with_the_starter, daemon=True).start()
    server = create_server(app, host="127.0.0.1", port=port, threads=8)
    print(server.effective_port, flush=True)
    server.run()


def end_with_the_starter() -> None:
    """Whoever started us holds our input open; when they are gone, so are we."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
