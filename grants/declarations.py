"""The full words of the declarations an applicant gives."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Declaration

K = Declaration.Kind
TEXTS = {
    K.ACCURACY: _(
        "I declare that everything stated in this application and its documents is true, and I know that an "
        "application with untrue data is rejected and money received on its basis is returned."
    ),
    K.NO_DOUBLE_FINANCING: _(
        "I declare that the costs in this budget are not paid from another public source, and that the body "
        "will be told at once if such money is granted later."
    ),
    K.EARLIER_FUNDS: _(
        "I declare that the organisation has reported on all public money it received before, spent it for "
        "its purpose, and is under no ban on applying."
    ),
    K.DATA_PROTECTION: _(
        "I agree that the data of this application are processed for this call, that the title, the summary, "
        "the sum and the outcome are published, and that contact data are not."
    ),
}


def text_of(kind: str) -> Any:
    """The declaration in full."""
    return TEXTS[K(kind)]
