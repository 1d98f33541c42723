"""Addresses of public money behind the door `evaluation`."""

from grants.urls.parts import addresses

app_name = "grants_evaluation"
urlpatterns = addresses("evaluation")
