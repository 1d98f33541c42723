"""Addresses of public money behind the door `staff`."""

from grants.urls.parts import addresses

app_name = "grants_staff"
urlpatterns = addresses("staff")
