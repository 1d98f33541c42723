"""Opens one foreign file with little memory and time; runs as a program of its own and prints one line of
JSON."""

import io
import json
import resource
import sys
import warnings
import zipfile

MEMORY, SECONDS = 512 * 1024**2, 20
MAX_POINTS, MAX_ROWS = 40_000_000, 200_000


def pdf(data: bytes) -> dict:
    """Number of pages, or that a password is needed."""
    import pikepdf  # noqa: PLC0415  only the parser that is needed is loaded

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return {"pages": len(document.pages)}
    except pikepdf.PasswordError:
        return {"problem": "password"}


def picture(data: bytes) -> dict:
    """Whether it is a whole picture of a bearable size."""
    from PIL import Image  # noqa: PLC0415  only the parser that is needed is loaded

    Image.MAX_IMAGE_PIXELS = MAX_POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
            image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"problem": "size"}
    return {}


def sheet(data: bytes) -> dict:
    """Number of rows, counted in the raw text of the sheets without building a table."""
    rows = 0
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with parts.open(name) as part:
                    tail = b""
                    while piece := part.read(1 << 20):
                        rows += (tail + piece).count(b"<row ") + (tail + piece).count(b"<row>")
                        tail = piece[-4:]
                        if rows > MAX_ROWS:
                            return {"problem": "rows"}
    return {"rows": rows}


LOOKS = {"pdf": pdf, "jpg": picture, "png": picture, "xlsx": sheet}


def main() -> None:
    """Limit this process, read the file from standard input, print what is found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    try:
        answer = LOOKS[sys.argv[1]](data)
    except Exception:
        answer = {"problem": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
