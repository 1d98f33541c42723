"""What a condition of an entry is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """One row of the check page; `met` None means that the condition does not concern this filing."""

    key: str
    title: str
    met: bool | None
    evidence: str
    law: str = ""
    section: str = ""
    unconfirmed: bool = False
    file_name: str = ""  # the paper it was read from, whose name is written as its owner wrote it
    formal: bool = False  # a paper or a statement that is missing: completed, or else dismissed
    look: bool = False  # a machine cannot answer it: an officer looks and answers with a note
