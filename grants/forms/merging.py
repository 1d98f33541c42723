"""Two people at one part: what each has changed since the page was opened, joined field by field."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

TAKEN = _("Taken over from the other person, since you had not changed it: %(fields)s.")


@dataclass(slots=True)
class Join:
    """Data of both joined, the fields both have changed, and the labels of what was taken over."""

    data: Any
    clashes: list[dict[str, Any]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def print_of(value: Any) -> str:
    """A short print of what stands in a field, the same for a stored and for a typed value."""
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        value = sorted(
            str(getattr(each, "pk", each)) for each in (value.all() if hasattr(value, "all") else value)
        )
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return hashlib.blake2s(text.encode(), digest_size=5).hexdigest()


def seen_text(form: Any) -> str:
    """How every field looked when the page was made, for its hidden field."""
    return ",".join(f"{name}:{print_of(shown(form, name))}" for name in asked(form))


def asked(form: Any) -> list[str]:
    """Fields of the form that this call asks."""
    return [name for name in getattr(form, "merged_fields", form._meta.fields) if name in form.fields]


def shown(form: Any, name: str) -> Any:
    """The value of a field as its page shows it."""
    bound = form[name]
    return bound.field.prepare_value(bound.value())


def seen_of(text: str) -> dict[str, str]:
    """The hidden field read back."""
    return {name: seen for name, _colon, seen in (each.partition(":") for each in text[:4000].split(","))}


def joined(form: Any, stored: Any, data: Any) -> Join:
    """Fields only one has changed are that person's; fields both have changed are asked about."""
    seen, result = seen_of(data.get("seen", "")), Join(data.copy())
    for name in asked(form):
        mine, theirs = shown(form, name), shown(stored, name)
        if print_of(mine) == print_of(theirs):
            continue
        if seen.get(name) == print_of(mine):  # untouched here
            put(result.data, name, theirs)
            result.taken.append(str(form[name].label))
        elif seen.get(name) != print_of(theirs):
            result.clashes.append(
                {
                    "name": name,
                    "label": form[name].label,
                    "stored": words(stored, name, theirs),
                    "typed": words(form, name, mine),
                }
            )
    return result


def put(data: Any, name: str, value: Any) -> None:
    """Set a value in what was sent."""
    if isinstance(value, list | tuple):
        data.setlist(name, [str(getattr(each, "pk", each)) for each in value])
    else:
        data[name] = "" if value is None else str(value)


def words(form: Any, name: str, value: Any) -> str:
    """A value as a person reads it: names of what is chosen, not keys."""
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return "" if value is None else str(value)
    chosen = {
        str(getattr(each, "pk", each)) for each in (value if isinstance(value, list | tuple) else [value])
    }
    return ", ".join(str(label) for key, label in choices if str(key) in chosen)


def with_picks(form_class: Any, data: Any, stored: Any) -> Any:
    """What was sent, with the stored text where the person has chosen it."""
    picked = [
        name.removeprefix("pick-")
        for name, choice in data.items()
        if name.startswith("pick-") and choice == "theirs"
    ]
    if not picked:
        return data
    fresh, changed = form_class(instance=stored), data.copy()
    for name in picked:
        if name in asked(fresh):
            put(changed, name, shown(fresh, name))
    return changed
