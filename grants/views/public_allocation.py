"""The chosen variant of a decided call as plain text, so that anybody can compute its hash again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from grants.published_allocation import published_text
from grants.queries.results import published_variant
from office.doors import public


@public()
@require_safe
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The very bytes whose SHA-256 the commission locked."""
    variant = get_object_or_404(published_variant(), ranking__call__slug=slug)
    if not variant.sha256:
        raise Http404("locked before the text was published")
    return HttpResponse(published_text(variant).encode(), content_type="text/plain; charset=utf-8")
