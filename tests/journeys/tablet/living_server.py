"""The server as a process of its own at one address: stopped, killed and started again."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from argon2 import PasswordHasher
from waitress.server import create_server

from config import read_settings
from judging import create_app
from judging.services import passwords

ROOT = Path(__file__).parents[3]


class LivingServer:
    """The app by a real server over a database file; whoever made it stops it."""

    def __init__(self, database: str, folder: Path) -> None:
        self.environment = {**os.environ, "DATABASE_URL": database, "DATA_DIR": str(folder)}
        self.log = folder / "server.log"
        self.port = 0
        self.running: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where the app is, now and after it was stopped."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, at the same address as before; nothing where it serves already."""
        if self.running and self.running.poll() is None:
            return
        command = [sys.executable, "-m", __name__, str(self.port)]
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self.running.stdout
        told = self.running.stdout.readline()
        assert told, self.log.read_text()
        self.port = int(told)

    def stop(self) -> None:
        """Nobody answers any more."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As when the laptop loses its current: nothing is finished."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if not self.running:
            return
        running, self.running = self.running, None
        running.send_signal(how)
        running.wait(timeout=30)
        for pipe in (running.stdin, running.stdout):
            assert pipe
            pipe.close()


def serve(port: int) -> None:
    """Serve the app on this port; says so once it listens."""
    # Real hashes, but quick ones: nobody attacks a test.
    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    app = create_app(read_settings(os.environ))
    threading.Thread(target=end_with_the_story, daemon=True).start()
    server = create_server(app, host="127.0.0.1", port=port, threads=8)
    print(server.effective_port, flush=True)
    server.run()


def end_with_the_story() -> None:
    """Whoever started the server holds its input open; when they are gone, so is it."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
