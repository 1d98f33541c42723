"""The charts of the explorer of awards, each with the same sums as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from office.charts import Bar, bars, columns
from office.templatetags.saradnja import amount, script
from reports.queries.awards import GroupSum

TOP = 12


@dataclass(frozen=True)
class Picture:
    """One chart and the groups it draws; `field` is the filter a group leads to."""

    anchor: str
    title: str
    head: str
    field: str
    chart: str
    groups: list[GroupSum]


def pictures_of(years: list[GroupSum], kinds: list[GroupSum], bodies: list[GroupSum]) -> list[Picture]:
    """Charts of what is filtered; one bar alone says nothing, so it is left out."""
    made = (
        Picture("years", _("Awarded by year"), _("Year"), "year", drawn(years, columns, _("Awarded by year")), years),
        Picture("kinds", _("Awarded by kind of recipient"), _("Kind of recipient"), "kind",
                drawn(kinds, bars, _("Awarded by kind of recipient")), kinds),
        Picture("by-body", _("Awarded by body"), _("Body"), "body",
                drawn(bodies[:TOP], bars, _("Bodies with the greatest sums")), bodies),
    )  # fmt: skip
    return [picture for picture in made if len(picture.groups) > 1]


def drawn(groups: list[GroupSum], draw: object, title: str) -> str:
    """The chart as SVG."""
    if len(groups) < 2:
        return ""
    parts = [
        Bar(script(each.name), float(each.awarded), amount(each.awarded)) for each in groups if each.awarded
    ]
    return draw(parts, title=title, description=_("The same sums stand in the table.")) if parts else ""
