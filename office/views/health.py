"""For machines: does the process live, can it work, how much waits."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from office.doors import operations
from office.queries import health


@operations
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@operations
def ready(request: HttpRequest) -> HttpResponse:
    """503 when pages cannot be served; a broker that is down or late work only says `degraded`."""
    answers = health.checks()
    broken = any(not check.well for check in answers if check.needed)
    status = "broken" if broken else "ok" if all(check.well for check in answers) else "degraded"
    told = {check.name: {"well": check.well, "value": check.value} for check in answers}
    return JsonResponse({"status": status, "checks": told}, status=503 if broken else 200)


@operations
def metrics(request: HttpRequest) -> HttpResponse:
    """The same figures for Prometheus, asked afresh at each visit, so they are equal in every process."""
    registry = CollectorRegistry()
    well = Gauge("saradnja_check_well", "1 when the check is well", ["check"], registry=registry)
    value = Gauge("saradnja_check_value", "ms, seconds or share", ["check"], registry=registry)
    jobs = Gauge("saradnja_jobs", "jobs by state", ["state"], registry=registry)
    for check in (answers := health.checks()):
        well.labels(check.name).set(check.well)
        value.labels(check.name).set(check.value)
    if answers[0].well:
        for state, number in health.jobs_by_state().items():
            jobs.labels(state).set(number)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
