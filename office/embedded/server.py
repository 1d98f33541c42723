"""What both embedded servers share: a folder, a keeper, and people who need them.

Each server is held by a small keeper process. Whoever needs the server holds a shared lock on its folder;
the keeper waits for the exclusive lock and stops the server when nobody is left, however they left: a lock
ends with its process, also after kill -9. A keeper that is killed takes its server along.
"""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from office.embedded.process import EmbeddedError, alive, leash, wait_until, works_in

BASE = Path(__file__).resolve().parent.parent.parent
HOME = Path(os.environ.get("OFFICE_VAR", BASE / "var")).resolve()
KEEPER = Path(__file__).resolve().parent / "keeper.py"
READY_SECONDS = 60


class Server:
    """One embedded server in its folder: started by the first who needs it, stopped after the last."""

    name = variable = ""
    stop_signal = signal.SIGTERM

    def __init__(self, home: Path = HOME, *, lasting: bool = True) -> None:
        self.home = home
        self.lasting = lasting
        self.folder = home / self.name
        self.data = self.folder / "data"
        self.state = self.folder / "state.json"
        self.log = self.folder / "server.log"

    def open(self) -> int:
        """Make sure the server runs; returns the handle that keeps it running."""
        self.folder.mkdir(parents=True, exist_ok=True)
        users = os.open(self.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with (self.folder / "start.lock").open("w") as start:
                fcntl.flock(start, fcntl.LOCK_EX)
                if not self.running():
                    wait_until(lambda: not self.kept(), READY_SECONDS)
                    self.start_keeper()
        except BaseException:
            os.close(users)
            raise
        return users

    def close(self, users: int) -> None:
        """Let the server go; waits for its end when nobody else uses it."""
        keeper = self.read_state().get("keeper", 0)
        os.close(users)
        for _ in range(15):
            time.sleep(0.02)
            with (self.folder / "users.lock").open("w") as probe:
                try:
                    fcntl.flock(probe, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    wait_until(lambda: not alive(keeper), 20)
                    return

    def read_state(self) -> dict:
        """What the keeper wrote about the running server."""
        try:
            return json.loads(self.state.read_text())
        except (OSError, ValueError):
            return {}

    def kept(self) -> bool:
        """Does a keeper live?"""
        pid = self.read_state().get("keeper")
        return bool(pid) and alive(pid) and works_in(pid, self.folder)

    def running(self) -> bool:
        """Does a keeper hold the server now, and does the server live?"""
        return self.kept() and alive(self.read_state().get("server", 0))

    def start_keeper(self) -> None:
        """Start the keeper in a session of its own and wait until the server answers."""
        self.state.unlink(missing_ok=True)
        command = [sys.executable, "-I", str(KEEPER), self.name, str(self.home)]
        with self.log.open("ab") as log:
            keeper = subprocess.Popen(
                [*command, "lasting" if self.lasting else "passing"],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_until(lambda: self.read_state() or keeper.poll() is not None, READY_SECONDS)
        keeper.returncode = keeper.returncode or 0  # it outlives us on purpose: nobody waits for it
        problem = self.read_state().get("problem") or (not self.running() and "it did not start")
        if problem:
            raise EmbeddedError(f"The embedded {self.name} cannot run: {problem} (see {self.log}).")

    def keep(self) -> None:
        """The keeper's life: start the server, wait until nobody uses it, stop it."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        server = None
        with (self.folder / "users.lock").open("w") as users:
            try:
                server = self.launch()
                self.write_state({"keeper": os.getpid(), "server": server.pid, "url": self.url()})
                while server.poll() is None and not self.left_by_all(users):
                    time.sleep(0.1)
                self.end(server)
                self.state.unlink(missing_ok=True)
            except SystemExit:
                self.end(server)
                self.state.unlink(missing_ok=True)
            except Exception as no:
                self.write_state({"problem": str(no)})
                raise

    @staticmethod
    def left_by_all(users) -> bool:
        """Nobody uses the server any more; from now on newcomers wait for the keeper's end."""
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def write_state(self, state: dict) -> None:
        """Write the state whole or not at all, readable by its owner only."""
        draft = self.state.with_suffix(".new")
        draft.touch(0o600)
        draft.write_text(json.dumps(state))
        draft.replace(self.state)

    def spawn(self, command: list[str], end: signal.Signals, user: int | None = None) -> subprocess.Popen:
        """Start the server so that it ends with its keeper."""
        return subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "LC_ALL": "C"}, preexec_fn=leash(end, user),
        )  # fmt: skip

    def end(self, server: subprocess.Popen | None) -> None:
        """Stop the server and wait for it."""
        if server and server.poll() is None:
            server.send_signal(self.stop_signal)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()

    def launch(self) -> subprocess.Popen:
        """Prepare the data folder, start the server, wait until it answers."""
        raise AssertionError("every server says how it starts")

    def clear_dead_server(self) -> None:
        """Remove what a dead server may have left in the way of a new one."""

    def url(self) -> str:
        """Address for the settings variable."""
        raise AssertionError("every server says where it listens")
