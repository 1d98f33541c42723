"""Pages of errors, each with what to do next."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _

from office.faults import why_busy


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person is known but this room is not theirs."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address, or nothing of yours."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our mistake; the page needs no database."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def busy(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database let us wait in vain: say why, keep nothing, let the person send it again."""
    text = loader.render_to_string("office/busy.html", {"why": why_busy(error)})
    return HttpResponse(text, status=503, headers={"Retry-After": "10"})


def cut_off(request: HttpRequest) -> HttpResponse:
    """Only a part of a form arrived: nothing of it is saved."""
    said = _("Only a part of what was sent arrived; nothing of it was saved.")
    if request.headers.get("X-Autosave") == "1":
        return JsonResponse({"message": said}, status=400)
    return HttpResponse(loader.render_to_string("office/busy.html", {"why": said}), status=400)


def signed_out(request: HttpRequest) -> HttpResponse:
    """The session has ended while somebody was writing: nothing is saved, and nothing of it is lost."""
    where = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    if request.headers.get("X-Autosave") == "1":
        said = _(
            "You have been signed out; nothing typed is lost. Sign in, then come back to this page and save."
        )
        return JsonResponse(
            {"message": said, "url": where, "label": _("Sign in in a new window")}, status=401
        )
    facts = {"sign_in": where, "back": request.path, "texts": texts_sent(request.POST)}
    return render(request, "office/signed_out.html", facts, status=401)


def texts_sent(data: QueryDict) -> list[str]:
    """What was typed: long texts one by one, rows of a table as a spreadsheet copies them; no keys, no passwords."""
    found: list[str] = []
    rows: dict[str, list[str]] = {}
    for name, values in data.lists():
        row = re.fullmatch(r"r(\d+)-(\w+)", name)
        if row and row[2] not in {"pk"}:
            rows.setdefault(row[1], []).extend(values)
        elif not row and not re.search(r"csrf|version|seen|opened|password|submit|^do$|^then$", name):
            found += [value for value in values if value.strip()]
    lines = ["\t".join(cells) for cells in rows.values() if any(cell.strip() for cell in cells[1:])]
    return [*found, *(["\n".join(lines)] if lines else [])]


for view in (forbidden, not_found, broken):
    view.door = "public"  # type: ignore[attr-defined]
