"""A person's electronic signature made in a test: a key and a certificate of one's own, the signature put on a PDF."""

import datetime
import io

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from office.e_seal import _apart

SECRET = b"tajna"
QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
QC_COMPLIANCE = bytes.fromhex("300a3008060604008e460101")  # a list of one statement, 0.4.0.1862.1.1


def certificate_of(name: str, *, qualified: bool = False) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """A certificate signed by its own key; a qualified one states it (QcStatements with QcCompliance)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    holder = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    if qualified:
        made = made.add_extension(x509.UnrecognizedExtension(QC_STATEMENTS, QC_COMPLIANCE), critical=False)
    return key, made.sign(key, hashes.SHA256())


def signed_by(name: str, data: bytes, *, qualified: bool = False) -> tuple[bytes, bytes]:
    """The PDF with the person's signature behind it, and the certificate as PEM."""
    key, certificate = certificate_of(name, qualified=qualified)
    packed = pkcs12.serialize_key_and_certificates(
        b"potpis", key, certificate, None, BestAvailableEncryption(SECRET)
    )
    holder = signers.SimpleSigner.load_pkcs12_data(packed, [], SECRET)
    out = io.BytesIO()
    facts = signers.PdfSignatureMetadata(field_name=f"Potpis-{name}", reason="Bodovna lista")
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    _apart(lambda: signers.sign_pdf(writer, facts, signer=holder, output=out))
    return out.getvalue(), certificate.public_bytes(Encoding.PEM)
