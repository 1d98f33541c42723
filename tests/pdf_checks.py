"""What a PDF lacks of its standards."""

import io

import page as validator
import pikepdf

# The validator looks for the end of a stream by its line end, and a packed stream may itself end in one: one in
# about a hundred does. Whether its length is right is then asked of a parser that goes by the length.
LENGTH = "PDFA3A-STREAM-LENGTH-001"


def faults(data: bytes, profile: str) -> list[str]:
    """Sentences about what is wrong; profiles are 3a and ua1."""
    report = validator.validate_pdf_bytes(data, profile=profile)
    found = [f"{each.rule_id}: {each.message}" for each in report.failures if each.rule_id != LENGTH]
    if len(found) < len(report.failures):
        with pikepdf.open(io.BytesIO(data)) as document:
            found += document.check_pdf_syntax()
    return found
