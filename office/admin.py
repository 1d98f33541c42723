"""Administration of the kernel: code lists are edited, records are only read; no state is ever set by hand."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from office import models
from office.admin_words import name_fields
from office.audit import record
from office.scripts import sort_key


class CodeListAdmin(admin.ModelAdmin):
    """A code list: entries are added, corrected and ended by their last day; none is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A code ends, it is not deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep the order of the alphabet and a line in the audit trail."""
        if hasattr(obj, "sort_key"):
            obj.sort_key = sort_key(obj.name)
        super().save_model(request, obj, form, change)
        record("change" if change else "create", obj, by=request.user, data={"fields": form.changed_data})


class ReadOnlyAdmin(admin.ModelAdmin):
    """A window on records, with a link to the screen where the work is done."""

    office_view = ""  # name and attribute: "office_staff:job pk"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Records come from services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody sets a state by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing legal is deleted."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What the window shows, without asking for a form that nobody may fill in."""
        return self.fields or tuple(field.name for field in self.opts.fields if not field.auto_created)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A list is narrowed by what it shows, never guessed through by what it does not (a password, a key)."""
        shown = {*self.list_display, *self.list_filter, self.opts.pk.name, "pk"}
        return lookup.partition("__")[0] in shown and super().lookup_allowed(lookup, value, request)

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """The columns, and the way to the office."""
        return (*self.list_display, "in_the_office") if self.office_view else self.list_display

    @admin.display(description=_("In the office"))
    def in_the_office(self, obj: Any) -> str:
        """Link to the staff screen."""
        view, attribute = self.office_view.split()
        try:
            return format_html(
                '<a href="{}">{}</a>', reverse(view, args=[getattr(obj, attribute)]), _("Open")
            )
        except NoReverseMatch:
            return "–"


@admin.register(models.Municipality)
class MunicipalityAdmin(CodeListAdmin):
    """Municipalities and cities."""

    list_display = ("code", "name", "name_cyrillic", "region", "population", "valid_until")
    search_fields = ("code", "name", "name_cyrillic")
    exclude = ("sort_key",)


@admin.register(models.Area)
class AreaAdmin(CodeListAdmin):
    """Areas of public interest."""

    list_display = ("code", "name", "in_law", "law", "order", "valid_until")
    search_fields = ("code", "name", "name_cyrillic", "name_en")


@admin.register(models.User)
class UserAdmin(ReadOnlyAdmin):
    """People; roles are given in the office."""

    list_display = ("email", "full_name", "is_active", "last_login")
    search_fields = ("email", "full_name")
    fields = ("email", "full_name", "language", "is_active", "is_superuser", "date_joined", "last_login")
    office_view = "office_staff:person pk"


@admin.register(models.RoleGrant)
class RoleGrantAdmin(ReadOnlyAdmin):
    """Roles of people."""

    list_display = ("user", "role", "body", "valid_from", "valid_until")
    list_filter = ("role",)
    list_select_related = ("user", "body")
    office_view = "office_staff:person user_id"


@admin.register(models.Body)
class BodyAdmin(ReadOnlyAdmin):
    """Public bodies; they are kept in the office."""

    list_display = ("code", "name", "kind", "valid_from", "valid_until")
    search_fields = ("code", "name")
    office_view = "office_staff:body code"


@admin.register(models.RulebookVersion)
class RulebookVersionAdmin(ReadOnlyAdmin):
    """Versions of rulebooks."""

    list_display = ("code", "title", "kind", "in_force_from")
    office_view = "office_staff:rulebook code"


@admin.register(models.Job)
class JobAdmin(ReadOnlyAdmin):
    """Long work."""

    list_display = ("pk", "kind", "state", "ordered_by", "ordered_at", "attempts")
    list_filter = ("state", "kind")
    list_select_related = ("ordered_by",)
    office_view = "office_staff:job pk"


@admin.register(models.IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyAdmin):
    """Documents the office has issued."""

    list_display = ("code", "number", "title", "status", "issued_on")
    search_fields = ("code", "number", "title")


@admin.register(models.StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """Files; their content is opened in the office."""

    list_display = ("name", "content_type", "size", "state", "created_at")
    search_fields = ("name", "sha256")


@admin.register(models.AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The audit trail."""

    list_display = ("at", "actor", "action", "subject", "subject_id")
    search_fields = ("actor", "action", "subject_id")
    show_full_result_count = False


admin.site.register([models.AuditSeal, models.NumberSeries, models.Page], ReadOnlyAdmin)
name_fields(admin.site._registry)
