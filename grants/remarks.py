"""A sentence on a drafted call, before it is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence on a call with its article; `stops` when it may not be published so.

    `step` is the part of the editor where it is put right; `unconfirmed` marks a value without a source.
    """

    text: str
    law: str = ""
    stops: bool = False
    step: str = ""
    unconfirmed: bool = False
