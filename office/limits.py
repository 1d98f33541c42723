"""How long a process may keep the database busy: a page ten seconds, a task five minutes, a command as long as it takes."""

SECONDS = {
    "web": {"statement_timeout": 10, "lock_timeout": 3, "idle_in_transaction_session_timeout": 15},
    "worker": {"statement_timeout": 300, "lock_timeout": 30, "idle_in_transaction_session_timeout": 600},
    "command": {},
}


def limits(process: str) -> str:
    """The limits of this kind of process as options of a connection."""
    return " ".join(f"-c {name}={seconds}s" for name, seconds in SECONDS[process].items())
