"""One sentence of a catalog, and the two file forms it is kept in: .po sources and compiled .mo."""

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib

PLURAL_RULE = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
ENGLISH_RULE = "nplurals=2; plural=(n != 1);"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence and what it is in another language: one form, or one for each plural."""

    context: str
    msgid: str
    plural: str = ""
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What gettext looks a sentence up by."""
        return self.context, self.msgid

    def turned(self, turn: Callable[[str], str]) -> "Message":
        """The same sentence with every form passed through a function."""
        return Message(self.context, self.msgid, self.plural, tuple(turn(form) for form in self.forms))


Catalog = dict[Key, Message]


def read_po(path: Path) -> Catalog:
    """The translated sentences of a source file; a doubtful (fuzzy) or empty one does not count."""
    catalog: Catalog = {}
    for entry in polib.pofile(str(path), encoding="utf-8"):
        if entry.obsolete or entry.fuzzy:
            continue
        forms = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        message = Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", forms)
        if all(forms):
            catalog[message.key] = message
    return catalog


def read_mo(path: Path) -> Catalog:
    """The sentences of a compiled catalog, its header left out."""
    data = path.read_bytes()
    magic, _revision, count, ids, texts = struct.unpack("<5I", data[:20])
    if magic != 0x950412DE:
        raise ValueError(f"{path} is not a little-endian catalog")
    catalog: Catalog = {}
    for number in range(count):
        source, target = (_string(data, table + 8 * number) for table in (ids, texts))
        if not source:
            continue
        context, _sep, rest = source.rpartition("\4")
        msgid, _sep, plural = rest.partition("\0")
        message = Message(context, msgid, plural, tuple(target.split("\0")))
        catalog[message.key] = message
    return catalog


def _string(data: bytes, place: int) -> str:
    length, start = struct.unpack("<2I", data[place : place + 8])
    return data[start : start + length].decode()


def mo_bytes(catalog: Catalog, *, language: str, plural_rule: str) -> bytes:
    """A compiled catalog: the same sentences always give the same bytes."""
    header = (
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
        f"Language: {language}\nPlural-Forms: {plural_rule}\n"
    )
    pairs = {b"": header.encode()}
    for message in catalog.values():
        source = f"{message.context}\4{message.msgid}" if message.context else message.msgid
        source += f"\0{message.plural}" if message.plural else ""
        pairs[source.encode()] = "\0".join(message.forms).encode()
    sources = sorted(pairs)
    start = 28 + 16 * len(sources)
    id_table, text_table, body = bytearray(), bytearray(), bytearray()
    for table, strings in ((id_table, sources), (text_table, [pairs[source] for source in sources])):
        for string in strings:
            table += struct.pack("<2I", len(string), start + len(body))
            body += string + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(sources), 28, 28 + 8 * len(sources), 0, start)
    return head + bytes(id_table) + bytes(text_table) + bytes(body)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put the file in place at once, and only when it differs: a running server never reads half of it."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)
    return True
