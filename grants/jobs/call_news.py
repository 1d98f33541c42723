"""Letters to those who watch calls."""

from django.utils.translation import gettext_lazy as _

from grants.models import Call
from grants.services.call_news import send_news
from office.jobs import handler
from office.models import Job


@handler("grants.call_news", title=_("News of a call for those who watch it"))
def call_news(job: Job) -> None:
    """Write to every address whose watch the call meets."""
    call = Call.objects.select_related("body").get(pk=job.subject_id)
    send_news(call=call, what=job.params["what"], reason=job.params["reason"], by=job.ordered_by)
