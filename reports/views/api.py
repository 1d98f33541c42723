"""The API for reading: published facts only, page by page, tagged, with its OpenAPI description."""

import functools
import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI, Query

from office.doors import public
from office.rate_limits import within_limit
from reports.queries.api import Slice, slice_of
from reports.views.api_shapes import AwardItem, CallItem, OrganisationItem, Page, Trouble

RATE = "120/minute"
After = Annotated[int, Query(ge=0, lt=2**63, description="key after which the page begins")]
Limit = Annotated[int, Query(ge=1, le=500, description="rows of a page")]
Words = Annotated[str, Query(max_length=60)]

api = NinjaAPI(
    title="Open data of the office for cooperation with NGOs",
    version="1",
    description="Read only. Sums are decimal text with a point, days are ISO 8601. Licence: CC0 1.0.",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
)


def shown(request: HttpRequest, found: Slice) -> dict[str, Any]:
    """The rows and the address of the following page with the same filters."""
    if found.after is None:
        return {"items": found.items, "next": None}
    query = request.GET.copy()
    query["after"] = str(found.after)
    return {"items": found.items, "next": f"{request.path}?{query.urlencode()}"}


@api.get("/organisations", response={200: Page[OrganisationItem], 429: Trouble}, summary="The register")
def organisations(
    request: HttpRequest, after: After = 0, limit: Limit = 100, status: Words = "", register_no: Words = ""
) -> dict[str, Any]:
    """Organisations of the public register."""
    return shown(request, slice_of("register", after=after, limit=limit, status=status, number=register_no))


@api.get("/calls", response={200: Page[CallItem], 429: Trouble}, summary="Public calls")
def calls(
    request: HttpRequest, after: After = 0, limit: Limit = 100, year: int | None = None, status: Words = ""
) -> dict[str, Any]:
    """Published calls with what came of them."""
    return shown(request, slice_of("calls", after=after, limit=limit, year=year, state=status))


@api.get("/awards", response={200: Page[AwardItem], 429: Trouble}, summary="Awards")
def awards(
    request: HttpRequest, after: After = 0, limit: Limit = 100, year: int | None = None, call_id: Words = ""
) -> dict[str, Any]:
    """Projects financed by published decisions."""
    filters = {"decision__call__year": year, "decision__call__number": call_id}
    return shown(request, slice_of("awards", after=after, limit=limit, **filters))


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """So many questions a minute from one address; an answer that did not change is 304."""

    @functools.wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not within_limit(request, "api", RATE):
            return JsonResponse(
                {"detail": f"At most {RATE.replace('/', ' questions a ')}."},
                status=429,
                headers={"Retry-After": "60"},
            )
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response["Cache-Control"] = "public, max-age=60"
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return public(inner)


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


def addresses() -> list[Any]:
    """The addresses of the API, each behind the public door."""
    patterns = [pattern for pattern in api.urls[0] if pattern.name != "api-root"]
    patterns.append(path("openapi.json", openapi, name="openapi"))
    for pattern in patterns:
        pattern.callback = guarded(pattern.callback)
    return patterns
