"""The electronic seal: a tagged signature field and a PAdES seal that leave PDF/A-3a and PDF/UA-1 intact."""

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from django.conf import settings
from django.utils.translation import gettext as _
from pikepdf import Array, Dictionary, Name, String

from office.refusal import Refused

FIELD = "Seal"
T = TypeVar("T")


def configured() -> bool:
    """True when this deployment has a certificate for its seal."""
    return bool(settings.SEAL_P12)


def signer() -> Any:
    """The holder of the seal's key; a certificate that cannot be opened is a refusal, not a crash."""
    from pyhanko.sign import signers  # noqa: PLC0415  # slow import

    try:
        data = Path(settings.SEAL_P12).read_bytes()
        found = signers.SimpleSigner.load_pkcs12_data(data, [], settings.SEAL_P12_PASSWORD.encode())
    except OSError:
        found = None
    if found is None:
        raise Refused(
            _(
                "The certificate of the electronic seal cannot be opened. "
                "Nothing was issued; tell the administrator."
            )
        )
    return found


def seal(data: bytes, *, reason: str, place: str = "") -> bytes:
    """The same document with the office's electronic seal; without a certificate it stays as it is."""
    if not configured():
        return data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  # slow import
    from pyhanko.sign import signers  # noqa: PLC0415  # slow import
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415  # slow import

    writer = IncrementalPdfFileWriter(io.BytesIO(with_field(data, tooltip=_("Electronic seal"))))
    # pyHanko would rewrite the metadata and drop the PDF/UA mark (the version is pinned, a test guards this).
    writer._update_meta = lambda: None
    out = io.BytesIO()
    facts = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=place or None,
    )
    holder = signer()
    _apart(lambda: signers.sign_pdf(writer, facts, signer=holder, existing_fields_only=True, output=out))
    return out.getvalue()


def _apart(work: Callable[[], T]) -> T:
    """Run in a thread of its own: the library starts an event loop, and the caller's thread may have one running."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(work).result()


def with_field(data: bytes, *, tooltip: str) -> bytes:
    """Add a signature field that stands in the tag tree, as PDF/UA wants every field to."""
    pdf = pikepdf.open(io.BytesIO(data))
    page, root = pdf.pages[-1], pdf.Root
    tree = root.StructTreeRoot
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(FIELD),
            TU=String(tooltip),
            F=4,
            Rect=Array([0, 0, 0, 0]),
            P=page.obj,
            Contents=String(tooltip),
        )
    )
    page.obj.Annots = Array([*page.obj.get(Name.Annots, []), widget])
    page.obj.Tabs = Name.S
    root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([widget]), SigFlags=0))
    _tag(pdf, tree, page, widget, tooltip)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _tag(pdf, tree, page, widget, tooltip: str) -> None:
    """Hang the field into the structure tree and its parent tree."""
    document = tree.K if isinstance(tree.K, Dictionary) else tree.K[0]
    numbers = tree.ParentTree.Nums
    key = max([int(numbers[i]) for i in range(0, len(numbers), 2)], default=-1) + 1
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=document, Pg=page.obj, Alt=String(tooltip))
    )
    element.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)
    widget.StructParent = key
    numbers.append(key)
    numbers.append(element)
    tree.ParentTreeNextKey = key + 1
    children = list(document.K) if isinstance(document.K, Array) else [document.K]
    document.K = Array([*children, element])


@dataclass(frozen=True)
class SealCheck:
    """What the seal in a file says: there or not, unbroken or not, over the whole file, whose, when, ours."""

    present: bool = False
    intact: bool = False
    whole: bool = False
    holder: str = ""
    at: datetime | None = None
    ours: bool = False


def check_seal(data: bytes) -> SealCheck:
    """Read the seal of a file handed in; asks nobody on the network."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  # slow import
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415  # slow import
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415  # slow import

    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    except Exception:  # whatever a stranger's file breaks, it carries no seal we can read
        return SealCheck()
    if not signatures:
        return SealCheck()
    last = signatures[-1]
    own = _own_certificate()
    trust = ValidationContext(trust_roots=[own] if own else [], allow_fetching=False)
    try:
        status = _apart(lambda: asyncio.run(async_validate_pdf_signature(last, trust)))
    except Exception:  # the same for a damaged signature
        return SealCheck(present=True)
    certificate = status.signing_cert
    return SealCheck(
        present=True,
        intact=status.intact and status.valid,
        whole=status.coverage.name in {"ENTIRE_FILE"},
        holder=certificate.subject.native.get("common_name", certificate.subject.human_friendly),
        at=status.signer_reported_dt,
        ours=own is not None and certificate.sha256 == own.sha256,
    )


def _own_certificate():
    """The certificate of this office's seal, or None."""
    return signer().signing_cert if configured() else None
