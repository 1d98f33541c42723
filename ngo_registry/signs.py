"""The sign of a party as a plain picture: checked, made smaller, without whatever else the file carried."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from office.refusal import Refused
from office.upload_checks import checked
from office.uploads import check_size, clean_name

SIDE = 1200  # points; enough for a poster of the page, small enough for a phone
LEAST = 64


def plain_sign(upload: UploadedFile) -> UploadedFile:
    """The picture drawn anew as PNG on white; Refused with a sentence when it is no picture or too small."""
    name = clean_name(upload.name or "")
    check_size(upload, name)
    upload.seek(0)
    data = upload.read()
    checked(data, name, ("jpg", "png"))
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as picture:
        drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    if min(drawn.size) < LEAST:
        raise Refused(
            _("The picture is too small: the shorter side has at least %(n)s points.") % {"n": LEAST}
        )
    drawn.thumbnail((SIDE, SIDE))
    white = Image.new("RGB", drawn.size, "white")
    white.paste(drawn, mask=drawn.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "PNG", optimize=True)
    stem = name.rsplit(".", 1)[0] or "sign"
    return SimpleUploadedFile(f"{stem}.png", out.getvalue(), "image/png")
