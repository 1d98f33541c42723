"""Is this document real? Anybody may ask, by code or with the file in hand."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from office.codes import normalise
from office.doors import public
from office.queries.documents import by_code, compared, public_file
from office.rate_limits import within_limit
from office.verify_forms import CodeForm, FileForm, MemoryOnly

RATE = "30/minute"
FILE_RATE = "10/minute"


def address_of(code: str, request: HttpRequest) -> str:
    """The page of a document, in the language the visitor chose."""
    language = request.GET.get("language", "")
    query = f"?{urlencode({'language': language})}" if language else ""
    return reverse("verify_code", args=[code]) + query


@public(cache=0)
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The page where a visitor types the code of a document."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(address_of(form.cleaned_data["code"], request))
    return render(request, "office/public/verify.html", {"form": form})


@csrf_exempt  # reads no cookie and changes nothing: the file is compared and forgotten
@public(cache=0)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What is known about a document; with a file sent along, whether it is the issued one."""
    request.upload_handlers = [MemoryOnly(request)]
    rate = FILE_RATE if request.method == "POST" else RATE
    if not within_limit(request, f"verify-{request.method}", rate):
        return render(request, "office/public/verify_later.html", status=429)
    if normalise(code) not in {"", code}:
        return redirect(address_of(normalise(code), request))
    document = by_code(normalise(code))
    if document is None:
        return render(request, "office/public/verify_unknown.html", {"form": CodeForm()}, status=404)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    check = compared(document, form.cleaned_data["file"].read()) if form.is_valid() else None
    facts = {"document": document, "form": form, "check": check}
    return render(request, "office/public/verify_document.html", facts)


@public(cache=0)
@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The file of a document that anybody may read."""
    if not within_limit(request, "verify-file", RATE):
        return render(request, "office/public/verify_later.html", status=429)
    stored = public_file(normalise(code))
    if stored is None:
        raise Http404("no such public document")
    return FileResponse(stored.path.open("rb"), content_type=stored.content_type, filename=stored.name)
