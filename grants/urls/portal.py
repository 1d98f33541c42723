"""Addresses of public money behind the door `portal`."""

from grants.urls.parts import addresses

app_name = "grants_portal"
urlpatterns = addresses("portal")
