"""Structured logs without personal data: long numbers, telephones, accounts, e-mails, typed text, rows are masked."""

import logging
import logging.config
import re
from typing import Any

import structlog

MASKS = (
    (re.compile(r"DETAIL:[^\n]*"), "DETAIL: [row]"),  # the database quotes the whole row it refuses
    (re.compile(r"\b\d{13}\b"), "[JMBG]"),
    (re.compile(r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b"), "[IBAN]"),
    # Begins where a word begins and never goes back in it: a word of ten thousand letters is read once.
    (re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"([?&][\w.-]+=)[^&\s\"'#]+"), r"\1[typed]"),  # what was searched for stands in the address
    (re.compile(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[ /().-]{0,2}\d){6,12}(?!\w)"), "[telephone]"),
    (
        re.compile(
            r"(?<![\w.,:+/-])(?!\d\d[./-]\d\d[./-]\d{4})0[1-9]\d?[ /.-]{0,2}(?:\d[ /.-]?){5,7}\d(?!\w)"
        ),
        "[telephone]",
    ),
)

FORBIDDEN = 403


def masked(value: Any) -> Any:
    """The same value with personal data replaced."""
    if isinstance(value, str):
        for pattern, word in MASKS:
            value = pattern.sub(word, value)
        return value
    if isinstance(value, dict):
        return {k: masked(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [masked(v) for v in value]
    return value


class Denials(logging.Filter):
    """Whoever is not let in is one line: what, where and the answer; a page of code says nothing more of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, leave the traceback out."""
        if getattr(record, "status_code", None) == FORBIDDEN:
            record.exc_info = record.exc_text = None
        return True


def mask_event(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """structlog processor that masks every value."""
    return {key: masked(value) for key, value in event.items()}


def configure(config: dict[str, Any]) -> None:
    """Set up logging: JSON lines on a real server, readable lines in development."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        mask_event,
    ]
    final = (
        structlog.processors.JSONRenderer() if config["json"] else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processor": final,
                    "foreign_pre_chain": shared,
                }
            },
            "filters": {"denials": {"()": Denials}},
            "handlers": {
                "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["denials"]}
            },
            "root": {"handlers": ["console"], "level": config["level"]},
            "loggers": {
                "weasyprint": {"level": "ERROR"},
                "fontTools": {"level": "ERROR"},
                "pyhanko": {"level": "ERROR"},
                # With a handler of ours it brings none of its own, which would write addresses unmasked every minute.
                "post_office": {"handlers": ["console"], "level": "WARNING", "propagate": False},
                "celery.redirected": {"level": "ERROR"},
            },
        }
    )
