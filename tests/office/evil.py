"""Bad files, each made by a few lines, as people and attackers send them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """As the browser hands it in; the declared type is never believed."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def pdf(pages: int = 1, **save) -> bytes:
    """A whole PDF of empty pages."""
    document, out = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.save(out, **save)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


def picture(kind: str = "PNG") -> bytes:
    """A small whole picture."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "blue").save(out, kind)
    return out.getvalue()


def png_bomb(side: int = 20_000) -> bytes:
    """A picture of a few kB that would fill the memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    head = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = zlib.compressobj(9)
    rows = b"".join(row.compress(bytes(1 + side // 8)) for _row in range(side)) + row.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'


def archive(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, repeated names included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts:
            pack.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def office_file(*more: tuple[str, bytes], types: bytes = TYPES, main: str = "xl/workbook.xml") -> bytes:
    """The skeleton of an XLSX (or, by `main`, DOCX) file with further parts."""
    return archive([("[Content_Types].xml", types), (main, b"<workbook/>"), *more])


def rows(count: int) -> bytes:
    """A sheet of so many short rows."""
    lines = (f'<row r="{n}"><c><v>{zlib.crc32(str(n).encode())}</v></c></row>' for n in range(count))
    return f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>".encode()


def cut(content: bytes) -> bytes:
    """A file whose transfer broke off."""
    return content[: len(content) // 2]
