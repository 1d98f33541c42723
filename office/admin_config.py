"""Puts the portal's administration in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class OfficeAdminConfig(AdminConfig):
    """Names our site; its module is loaded when the apps are ready."""

    default_site = "office.admin_site.OfficeAdminSite"
