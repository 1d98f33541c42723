"""Makes pages of one foreign file, or joins pages into one file, with little memory and time; a program of its own.

What to do comes as JSON on standard input, what came of it goes as one line of JSON to standard output.
"""

import contextlib
import json
import resource
import sys
import warnings

MEMORY, SECONDS, LARGEST = 768 * 1024**2, 120, 400 * 1024**2
MAX_POINTS = 40_000_000
LONG_SIDE = 3500  # points of a picture: A4 at 300 dpi
ROOM = (523, 770)  # of a picture on the page, in points of print
LIVELY = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/FileAttachment"}


def pages_of(source: str, target: str) -> dict:
    """The pages of a PDF without its programs, forms filled in as they look."""
    import pikepdf  # noqa: PLC0415  only the parser that is needed is loaded

    try:
        with pikepdf.open(source) as document:
            if document.is_encrypted:
                return {"problem": "encrypted"}
            with contextlib.suppress(Exception):
                document.generate_appearance_streams()
                document.flatten_annotations("all")
            made = pikepdf.new()
            made.pages.extend(document.pages)
            for page in made.pages:
                calm(page)
            made.save(target)
            return {"pages": len(made.pages)}
    except pikepdf.PasswordError:
        return {"problem": "encrypted"}


def calm(page) -> None:
    """Take out of a page what runs, plays or leads into the file it came from."""
    for key in ("/AA", "/B", "/StructParents"):
        if key in page.obj:
            del page.obj[key]
    kept = []
    for note in page.obj.get("/Annots", ()):
        if note.get("/Subtype") in LIVELY or note.get("/Subtype") == "/Widget":
            continue
        action = note.get("/A")
        if action is not None and action.get("/S") != "/URI":
            del note["/A"]
        for key in ("/AA", "/Dest", "/P", "/Parent"):
            if key in note:
                del note[key]
        kept.append(note)
    if "/Annots" in page.obj:
        import pikepdf  # noqa: PLC0415  loaded already

        page.obj["/Annots"] = pikepdf.Array(kept)


def picture(source: str, target: str) -> dict:
    """A picture as one page, upright and no larger than A4."""
    from PIL import Image, ImageOps  # noqa: PLC0415  only the parser that is needed is loaded

    Image.MAX_IMAGE_PIXELS = MAX_POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(source, formats=["PNG", "JPEG"]) as opened:
        opened.draft("RGB", (LONG_SIDE, LONG_SIDE))
        image = (
            opened.convert("RGBA") if "A" in opened.getbands() or "transparency" in opened.info else opened
        )
        image = ImageOps.exif_transpose(image)
        image.thumbnail((LONG_SIDE, LONG_SIDE))
        if image.mode == "RGBA":
            white = Image.new("RGB", image.size, "white")
            white.paste(image, mask=image.getchannel("A"))
            image = white
        image = image.convert("RGB")
        room = ROOM if image.height >= image.width else ROOM[::-1]
        density = max(72, image.width * 72 / room[0], image.height * 72 / room[1])
        image.save(target, "PDF", resolution=density, quality=85)
    return {"pages": 1}


def joined(parts: list, marks: list, title: str, language: str, target: str) -> dict:
    """Pages of several files in one, with marks (title, page) that a reader jumps to; its language and title are said."""
    import pikepdf  # noqa: PLC0415  only the parser that is needed is loaded

    made, opened = pikepdf.new(), {}
    for path, first, last in parts:
        if path not in opened:
            opened[path] = pikepdf.open(path)
        made.pages.extend(opened[path].pages[first - 1 : last])
    with made.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(words, page - 1) for words, page in marks)
    with made.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = title
    made.Root.Lang = pikepdf.String(language)
    made.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {"pages": len(made.pages)}


DOES = {"pdf": pages_of, "jpg": picture, "png": picture, "join": joined}


def main() -> None:
    """Limit this process, do what is asked, print what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    try:
        asked = json.loads(sys.stdin.read())
        answer = DOES[asked.pop("do")](**asked)
    except Exception:
        answer = {"problem": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
