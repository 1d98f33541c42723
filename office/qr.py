"""QR codes of addresses, as a picture that stands in the page itself."""

import segno


def qr_of(address: str) -> str:
    """The code as a data: address; never of anything personal."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=4))
