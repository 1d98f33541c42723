"""How the register compares names."""

from ngo_registry.models import Organisation
from office.scripts import fold


def name_key(name: str) -> str:
    """The name as the register compares it: no script, case, accent, punctuation or space."""
    return fold(name).replace(" ", "")


def has_letters(name: str) -> bool:
    """People can say the name: it has a letter or a digit of some script."""
    return any(sign.isalnum() for sign in name)


def same_named(name: str, *, apart_from: int | None = None) -> Organisation | None:
    """An organisation that is not deleted and already has this name."""
    return Organisation.objects.existing().filter(name_key=name_key(name)).exclude(pk=apart_from).first()
