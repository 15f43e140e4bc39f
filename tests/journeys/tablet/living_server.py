"""The server as a process of its own at one address: stopped, killed and started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

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
        command = [sys.executable, "-m", "tests.faults.serve", str(self.port)]
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
