"""Addresses of public money behind the door `public`."""

from grants.urls.parts import addresses

app_name = "grants_public"
urlpatterns = addresses("public")
