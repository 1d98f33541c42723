"""Which body a row of a file means."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from office.models import Body, Municipality
from office.scripts import fold, sort_key
from reports.importing import Line


class BodyFinder:
    """Finds the body of a row by name, checks its code, proposes the body when it is new."""

    def __init__(self, only: Body | None) -> None:
        self.only = only
        bodies = list(Body.objects.prefetch_related("names"))
        former = {fold(name.name): body for body in bodies for name in body.names.all()}
        self.by_name = {**former, **{fold(body.name): body for body in bodies}}
        self.by_code = {body.code: body for body in bodies}
        self.municipalities = {place.code: place for place in Municipality.objects.all()}
        self.codes = {place.code: fold(place.name) for place in self.municipalities.values()}

    def concerns(self, line: Line) -> bool:
        """When one body was chosen, rows that name another are not its rows."""
        return self.only is None or not line.body or self.by_name.get(fold(line.body)) == self.only

    def find(self, line: Line) -> Body:
        """The body by its name; a code that belongs to another is remarked on the row, not followed."""
        if self.only is not None:
            return self.only
        name = fold(line.body)
        if line.body_code and self.codes.get(line.body_code, name) != name:
            line.facts["remark"] = _("The code %(code)s belongs to %(name)s; the name was followed.") % {
                "code": line.body_code,
                "name": self.municipalities[line.body_code].name,
            }
        if name not in self.by_name:
            self.by_name[name] = self._new(line)
        return self.by_name[name]

    def _new(self, line: Line) -> Body:
        """A body named here for the first time, not saved yet."""
        place = self.municipalities.get(line.body_code)
        if place is not None and fold(place.name) != fold(line.body):
            place = next((p for p in self.municipalities.values() if fold(p.name) == fold(line.body)), None)
        kind = Body.Kind.MUNICIPALITY if place else kind_by_name(line.body)
        code = place.code if place else slugify(fold(line.body))[:40]
        if place and code in self.by_code:  # the municipality's own body under another name
            return self.by_code[code]
        body = Body(code=code, name=line.body, kind=kind, municipality=place, sort_key=sort_key(line.body))
        number = 1
        while body.code in self.by_code:
            number += 1
            body.code = f"{code[:36]}-{number}"
        self.by_code[body.code] = body
        return body


def kind_by_name(name: str) -> str:
    """Ministries are national, secretariats of the province provincial, the rest municipalities."""
    folded = fold(name)
    if "ministarstvo" in folded:
        return Body.Kind.NATIONAL
    if "pokrajin" in folded or "vojvodin" in folded:
        return Body.Kind.PROVINCIAL
    return Body.Kind.MUNICIPALITY
