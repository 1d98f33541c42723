"""The application as it was handed in, frozen as data: what a receipt, a score and a court case rest on."""

from typing import Any

from grants.models import Application

PLAIN = (
    "title",
    "kind",
    "summary",
    "goals",
    "problem",
    "results",
    "target_groups",
    "direct_users",
    "indirect_users",
    "starts_on",
    "ends_on",
    "sustainability",
    "visibility",
    "capacity",
    "contact_name",
    "contact_email",
    "contact_phone",
    "requested",
    "own_share",
    "other_sources",
)


def snapshot_of(application: Application) -> dict[str, Any]:
    """Every answer as text, lists in their order, files by name and SHA-256."""
    organisation = application.organisation
    return {
        "call": {"number": application.call.number, "title": application.call.title},
        "organisation": {
            "number": organisation.number,
            "name": organisation.name,
            "address": organisation.address,
            "place": organisation.place,
            "pib": organisation.pib,
        },
        "answers": {name: text(getattr(application, name)) for name in PLAIN},
        "municipalities": [each.code for each in application.municipalities.order_by("code")],
        "activities": [
            [line.name, line.description, line.month_from, line.month_until, line.carrier]
            for line in application.activity_lines.all()
        ],
        "budget": [
            [
                line.group,
                line.description,
                line.unit,
                str(line.quantity),
                str(line.price),
                str(line.total),
                str(line.requested),
                str(line.other),
            ]
            for line in application.budget_lines.all()
        ],
        "partners": [[partner.name, partner.role] for partner in application.partners.all()],
        "documents": [
            [document.required.name if document.required else "", document.file.name, document.file.sha256]
            for document in application.documents.select_related("required", "file")
        ],
        "declarations": sorted(declaration.kind for declaration in application.declarations.all()),
    }


def text(value: Any) -> str | int | None:
    """A value as JSON keeps it without loss."""
    return value if value is None or isinstance(value, int) else str(value)
