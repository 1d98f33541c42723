"""A person's own electronic signature in a PDF: whose it is, unbroken or not, over the very file we issued."""

import asyncio
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from office.e_seal import _apart
from office.scripts import fold

QC_COMPLIANCE = "0.4.0.1862.1.1"
TITLES = re.compile(r"\b\w+\.")  # dr., mr., prof.


@dataclass(frozen=True)
class SignatureCheck:
    """What the last signature of a file says; `trusted` when its issuer is among those this office trusts, `qualified`
    when the certificate states that it is a qualified one (worth what its issuer is worth)."""

    original: bool = False
    present: bool = False
    intact: bool = False
    whole: bool = False
    holder: str = ""
    issuer: str = ""
    at: datetime | None = None
    trusted: bool = False
    qualified: bool = False


def check_signature(data: bytes, *, original: bytes) -> SignatureCheck:
    """Check the last signature that was put on the original; asks nobody on the network.

    A signature is written behind the bytes that were signed, so the file handed in must begin with the original.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  # slow import
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415  # slow import
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415  # slow import

    if not data.startswith(original):
        return SignatureCheck()
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    except Exception:  # whatever a stranger's file breaks, it carries no signature we can read
        return SignatureCheck(original=True)
    added = [each for each in signatures if each.sig_object["/ByteRange"][2] > len(original)]
    if not added:
        return SignatureCheck(original=True)
    trust = ValidationContext(trust_roots=list(roots()), allow_fetching=False)
    try:
        status = _apart(lambda: asyncio.run(async_validate_pdf_signature(added[-1], trust)))
    except Exception:  # the same for a damaged signature
        return SignatureCheck(original=True, present=True)
    certificate = status.signing_cert
    return SignatureCheck(
        original=True,
        present=True,
        intact=status.intact and status.valid,
        whole=status.coverage.name == "ENTIRE_FILE",
        holder=without_numbers(_named(certificate.subject)),
        issuer=_named(certificate.issuer),
        at=status.signer_reported_dt,
        trusted=bool(status.trusted),
        qualified=states_qualified(certificate),
    )


def roots() -> Iterator[Any]:
    """Certificates of the issuers this office trusts: PEM or DER files in the folder of the setting."""
    from pyhanko.keys import load_cert_from_pemder  # noqa: PLC0415  # slow import

    folder = settings.SIGNATURE_ROOTS
    if folder:
        for path in sorted(Path(folder).iterdir()):
            if path.suffix.lower() in {".pem", ".crt", ".cer", ".der"}:
                yield load_cert_from_pemder(str(path))


def _named(name: Any) -> str:
    """The common name, or the whole name where there is none."""
    return str(name.native.get("common_name", name.human_friendly))


def without_numbers(name: str) -> str:
    """The name of a holder without the personal and serial numbers that issuers write beside it."""
    return " ".join(word for word in name.split() if not any(sign.isdigit() for sign in word))


def states_qualified(certificate: Any) -> bool:
    """The statements of the certificate (QcStatements, ETSI EN 319 412-5) name it a qualified one."""
    from pyhanko.sign.ades.qualified_asn1 import get_qc_statements  # noqa: PLC0415  # slow import

    try:
        return any(
            each["statement_id"].dotted == QC_COMPLIANCE for each in get_qc_statements(certificate) or ()
        )
    except Exception:  # a statement that cannot be read states nothing
        return False


def same_person(holder: str, name: str) -> bool:
    """The holder of a certificate is this person: the same words in either script and any order.

    A middle name or a second surname may stand in one of the two; one word alone names nobody unless both are it.
    """
    one, other = words_of(holder), words_of(name)
    if one == other:
        return bool(one)
    return min(len(one), len(other)) > 1 and (one <= other or other <= one)


def words_of(name: str) -> set[str]:
    """Words of a name, folded; titles with a full stop and single letters are not among them."""
    return {word for word in re.findall(r"[^\W\d_]+", fold(TITLES.sub(" ", name))) if len(word) > 1}
