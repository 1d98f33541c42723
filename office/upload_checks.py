"""What an uploaded file really is: by its first bytes, its list of parts, and a look inside by a limited
child process."""

import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from office.refusal import Refused

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
NAMES = {
    "pdf": "PDF",
    "jpg": "JPG",
    "png": "PNG",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "csv": "CSV",
}
EXTENSIONS = {
    "pdf": ("pdf",),
    "jpg": ("jpg", "jpeg"),
    "png": ("png",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "csv": ("csv",),
}
# What people choose in place of a kind that is accepted: the program that made it can save it as that kind.
KIN = {
    "xlsx": ("xls", "xlsm", "xlsb", "xltx", "ods", "numbers"),
    "docx": ("doc", "docm", "dotx", "odt", "rtf", "pages"),
    "csv": ("txt", "tsv", "prn"),
}
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # files before 2007, and locked ones of any year
LOCKED = "EncryptedPackage".encode("utf-16-le")
BEGINNINGS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
FOLDERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MAX_PARTS, MAX_UNPACKED, MAX_RATIO, RATIO_FROM = 200, 100 * 1024**2, 100, 1024**2
MAX_PAGES = 500
BEGIN = 4096  # bytes of a part in which a declaration would stand
MACROS = ("vbaproject", "macrosheets/")
CHILD = Path(__file__).with_name("upload_child.py")
CHILD_SECONDS = 25


def checked(data: bytes, name: str, allow: tuple[str, ...]) -> tuple[str, int | None]:
    """Kind and number of pages of a file that may be kept; raises Refused with what to do otherwise."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    wanted = next((kind for kind in allow if extension in EXTENSIONS[kind]), None)
    if wanted is None:
        if kin := next((kind for kind in allow if extension in KIN.get(kind, ())), None):
            raise Refused(say(_("The file “%(name)s” is not saved in the form that is accepted here. Open it, save it as "
                                "%(kind)s and send that."), name, kin))  # fmt: skip
        listed = ", ".join(NAMES[kind] for kind in allow)
        raise Refused(
            _("The file “%(name)s” is of a kind that is not accepted here. Send one of: %(listed)s.")
            % {"name": name, "listed": listed}
        )
    if wanted in FOLDERS:
        check_parts(data, name, wanted)
    else:
        check_beginning(data, name, wanted)
    if wanted in {"docx", "csv"}:
        return wanted, None
    return wanted, look_inside(data, name, wanted)


def check_beginning(data: bytes, name: str, kind: str) -> None:
    """The first bytes are those of the kind, and the file is not an archive at the same time."""
    right = data.startswith(BEGINNINGS[kind]) if kind in BEGINNINGS else is_plain_text(data)
    if not right:
        raise Refused(
            _(
                "The file “%(name)s” is named %(kind)s but is something else inside. Open it and save "
                "or print it as %(kind)s, do not only rename it."
            )
            % {"name": name, "kind": NAMES[kind]}
        )
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(
            _("The file “%(name)s” hides an archive. Print it as a new PDF and send that.") % {"name": name}
        )


def is_plain_text(data: bytes) -> bool:
    """Text of a table, not a page and not a binary file."""
    whole = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data  # UTF-16 has a zero in each sign
    return whole and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"PK", b"%PDF"))


def check_parts(data: bytes, name: str, kind: str) -> None:
    """The directory of the archive alone, nothing unpacked: number, size, names, macros."""
    if data.startswith(OLD_OFFICE):
        check_old(data, name, kind)
    parts = parts_of(data)
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or FOLDERS[kind] not in names:
        raise Refused(say(_("The file “%(name)s” is not a whole %(kind)s file. Open it, save it again as %(kind)s "
                            "and send that."), name, kind))  # fmt: skip
    if len(parts) > MAX_PARTS or too_heavy(parts):
        raise Refused(say(_("The file “%(name)s” unpacks to far more than it should. Copy its content into a new "
                            "file and send that."), name, kind))  # fmt: skip
    if is_strange(names) or declares_entities(data, parts):
        raise Refused(say(_("The file “%(name)s” is put together in an unsafe way. Copy its content into a new "
                            "file and send that."), name, kind))  # fmt: skip
    if any(part in each.lower() for each in names for part in MACROS) or has_macro_type(data):
        raise Refused(say(_("The file “%(name)s” holds macros (small programs). Save it without macros, as "
                            "%(kind)s, and send that."), name, kind))  # fmt: skip


def check_old(data: bytes, name: str, kind: str) -> None:
    """A file locked with a password, or an old one that was only renamed."""
    if LOCKED in data:
        raise Refused(
            say(_("The file “%(name)s” is locked with a password. Save it without a password and send that."), name, kind)
        )  # fmt: skip
    raise Refused(say(_("The file “%(name)s” is an old Word or Excel file that was only renamed. Open it, save it as "
                        "%(kind)s and send that."), name, kind))  # fmt: skip


def check_unpacking(data: bytes, name: str) -> None:
    """A workbook that is about to be read: neither a bomb of zip nor one of XML; what is torn is said by the reader."""
    parts = parts_of(data)
    if len(parts) > MAX_PARTS or too_heavy(parts):
        raise Refused(say(_("The file “%(name)s” unpacks to far more than it should. Copy its content into a new "
                            "file and send that."), name, "xlsx"), field="file")  # fmt: skip
    if is_strange([part.filename for part in parts]) or declares_entities(data, parts):
        raise Refused(say(_("The file “%(name)s” is put together in an unsafe way. Copy its content into a new "
                            "file and send that."), name, "xlsx"), field="file")  # fmt: skip


def declares_entities(data: bytes, parts: list[zipfile.ZipInfo]) -> bool:
    """Does a part begin with a declaration no spreadsheet writes (entities that grow when they are read)?"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return any(
                b"<!doctype" in pack.open(part).read(BEGIN).replace(b"\0", b"").lower()
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels"))
            )
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        return False


def say(sentence: str, name: str, kind: str) -> str:
    """The sentence about this file."""
    return sentence % {"name": name, "kind": NAMES[kind]}


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    """The parts an archive says it has; none when it is no whole archive."""
    try:
        return zipfile.ZipFile(io.BytesIO(data)).infolist() if data.startswith(b"PK\x03\x04") else []
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return []


def too_heavy(parts: list[zipfile.ZipInfo]) -> bool:
    """Does the archive unpack to more than any real file of its kind?"""
    swollen = (
        part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
        if part.file_size > RATIO_FROM
    )
    return sum(part.file_size for part in parts) > MAX_UNPACKED or any(swollen)


def is_strange(names: list[str]) -> bool:
    """Do parts lie outside the archive or share a name?"""
    outside = any(".." in each.split("/") or each.startswith("/") or "\\" in each for each in names)
    return outside or len({each.lower() for each in names}) != len(names)


def has_macro_type(data: bytes) -> bool:
    """Does the list of content types name a macro-enabled document?"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open("[Content_Types].xml") as part:
            return b"macroenabled" in part.read(MAX_UNPACKED // 100).lower()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return True


def look_inside(data: bytes, name: str, kind: str) -> int | None:
    """Open the file in a child with little memory and time; gives its number of pages (PDF) or None."""
    answer = asked(data, kind)
    facts = {"name": name, "kind": NAMES[kind], "pages": answer.get("pages"), "limit": MAX_PAGES}
    problem = answer.get("problem")
    if problem == "password":
        raise Refused(
            _("The file “%(name)s” is locked with a password. Save it without a password and send that.")
            % facts
        )
    if problem == "size":
        raise Refused(
            _(
                "The picture “%(name)s” has too many points. Make it smaller (at most 40 million "
                "points) and send that."
            )
            % facts
        )
    if problem == "rows":
        raise Refused(
            _("The table “%(name)s” has more than 200,000 rows. Divide it into several files.") % facts
        )
    if problem:
        raise Refused(
            _("The file “%(name)s” is damaged or too heavy to open. Save it again as %(kind)s and send that.")
            % facts
        )
    if kind == "pdf" and answer["pages"] > MAX_PAGES:
        raise Refused(
            _("The file “%(name)s” has %(pages)s pages; at most %(limit)s are accepted. Divide it.") % facts
        )
    return answer["pages"] if kind == "pdf" else None


def asked(data: bytes, kind: str) -> dict:
    """The answer of the child; any end but a clean one means that the file is too heavy or broken."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), kind],
            input=data,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else {"problem": "broken"}
    except (subprocess.TimeoutExpired, ValueError):
        return {"problem": "broken"}
