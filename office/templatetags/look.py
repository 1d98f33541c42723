"""Tags and filters of the look: language of the page, language links, icons, tones of states, time left."""

import re
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import nh3
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_from_path, gettext, ngettext

from office import languages
from office.models import Job, User
from office.money import NO_BREAK
from office.queries.jobs import opens
from office.templatetags.saradnja import script

register = template.Library()
AFTER_NUMBER = re.compile(r"(?<=\d) ")  # a number and its unit stay on one line

TONES = {
    "good": "active signed confirmed published eligible awarded accepted appointed adopted paid done formed "
    "valid complete completed granted decided built approved sent yes open in_force listed held drawn concluded",
    "bad": "rejected refused deleted invalid failed error errors late overdue cancelled terminated no no_valid "
    "void",
    "busy": "submitted in_progress progress running scored assigned ordered forming scheduled in_evaluation "
    "conflict contested seeded prepared",
    "warn": "returned in_liquidation closing closing_today expiring warning completion suspended ending",
}
TONE_OF = {state: tone for tone, states in TONES.items() for state in states.split()}
# Drawn for this portal on a 24 × 24 field, stroke 2, round ends.
ICONS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "warning": "M12 4l9 16H3zM12 10v4.5M12 17.4v.2",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.4v.2",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5",
    "download": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "right": "M9 5.5l6.5 6.5L9 18.5",
    "left": "M15 5.5L8.5 12l6.5 6.5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
    "mail": "M3.5 6h17v12h-17zM3.5 6.5l8.5 7 8.5-7",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
}


@register.filter
def fitted(chart: SafeString | str) -> SafeString | str:
    """A chart (office.charts) as it is on paper and in wide windows, with the drawing a phone shows instead of it."""
    narrow = getattr(chart, "narrow", None)
    return mark_safe(f"{chart}{narrow}") if narrow else chart  # both were drawn and escaped by us


@register.simple_tag
def html_lang() -> str:
    """Give the language and script of the page as the html element's lang attribute."""
    return languages.html_lang(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def portal_name(context) -> str:
    """Give the portal's name of this deployment, or the general one."""
    office = context.get("office")
    return script(getattr(office, "portal_name", "")) or gettext("Portal for cooperation with NGOs")


def in_language(address: str, code: str) -> str:
    """Give the address of this page in another language; public ones without a prefix name it in the query."""
    parts = urlsplit(address)
    if parts.path.startswith(settings.CLOSED_PATHS):
        return address
    if get_language_from_path(parts.path):
        rest = parts.path.removeprefix("/").partition("/")[2]
        return urlunsplit(parts._replace(path=f"/{code}/{rest}"))
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "language"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("language", code)])))


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """List this page in the other languages and scripts, keeping path and query."""
    request = context.get("request")
    if request is None:
        return []
    here, current = request.get_full_path(), get_language()
    known = getattr(request, "language_links", None)  # the head of the page and its top ask for the same
    if known is None or known[0] != current:
        offered = getattr(context.get("office"), "languages", None) or [
            code for code, _name in settings.LANGUAGES
        ]
        request.language_links = known = (current, links_of(request, here, offered))
    return known[1]


def links_of(request, here: str, offered) -> list[dict]:
    """Write the address of this page in each offered language."""
    return [
        {
            "code": code,
            "label": languages.NAMES.get(code, name),
            "url": (url := in_language(here, code)),
            "lang": languages.html_lang(code),
            "absolute": request.build_absolute_uri(url),
            "current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
        if code in offered
    ]


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """Draw a decorative icon; its meaning is always beside it in words."""
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{1}"/></svg>',
        size,
        ICONS[name],
    )


@register.filter
def tone(state) -> str:
    """Give the tone (good, bad, busy, warn, quiet) in which a state is shown; its words stand beside it."""
    return TONE_OF.get(str(state), "quiet")


@register.filter
def clean(html: str) -> SafeString:
    """Give rich text of content pages without anything that could run."""
    return mark_safe(nh3.clean(html))


@register.filter
def opened_by(job: Job, user: User) -> bool:
    """May the person open this piece of work?"""
    return opens(user, job)


@register.filter
def remaining(moment: datetime) -> str:
    """Say how much time is left until a deadline, in days and hours, in the last hour in minutes."""
    minutes = int((moment - timezone.now()).total_seconds() // 60)
    if minutes < 0:
        return gettext("the deadline has passed")
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        left = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
        words = gettext("%(days)s %(hours)s h left") % {"days": left, "hours": hours}
    elif hours:
        words = gettext("%(hours)s h %(minutes)s min left") % {"hours": hours, "minutes": minutes % 60}
    else:
        words = gettext("%(minutes)s min left") % {"minutes": minutes}
    return AFTER_NUMBER.sub(NO_BREAK, words)


@register.filter
def days_until(due) -> int | None:
    """Give how many days are left until a due day or moment; negative when it has passed, nothing without one."""
    if due is None:
        return None
    last = timezone.localdate(due) if isinstance(due, datetime) else due
    return (last - timezone.localdate()).days


@register.simple_tag(takes_context=True)
def show_panel(context, panel) -> SafeString:
    """Draw a panel that a higher app offers, with what its template reads."""
    with context.push(**panel.context):
        return context.template.engine.get_template(panel.template).render(context)


@register.simple_tag(takes_context=True)
def page_url(context, number) -> str:
    """Give the address of another page of this list, keeping filters and order."""
    query = context["request"].GET.copy()
    name = getattr(context.get("page"), "param", "")  # one of several tables of a page
    query[name or "page"] = number
    return f"?{query.urlencode()}{'#' if name else ''}{name}"


@register.filter
def page_numbers(page) -> list:
    """Give at most ten page numbers around the current one; None marks a gap."""
    last, here = page.paginator.num_pages, page.number
    if last <= 9:
        return list(range(1, last + 1))
    near = [n for n in range(here - 2, here + 3) if 1 < n < last]
    start = [1] if near[:1] == [2] or not near else [1, None]
    end = [last] if near[-1:] == [last - 1] or not near else [None, last]
    return start + near + end
