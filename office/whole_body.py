"""A request of which only a part arrived is not acted upon: a browser closed while sending leaves nothing half."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from office.views import errors

Handler = Callable[[HttpRequest], HttpResponse]
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class Counted:
    """The stream of a request that knows how much of what was announced is still missing."""

    def __init__(self, stream: Any, announced: int) -> None:
        self.stream, self.missing = stream, announced

    def read(self, *size: int) -> bytes:
        """So many bytes, or all that are left."""
        return self._seen(self.stream.read(*size))

    def readline(self, *size: int) -> bytes:
        """One line."""
        return self._seen(self.stream.readline(*size))

    def close(self) -> None:
        """Nothing is read any more."""
        self.stream.close()

    def _seen(self, data: bytes) -> bytes:
        self.missing -= len(data)
        return data


def whole_body(get_response: Handler) -> Handler:
    """Refuse a form that was cut off on its way: the server below takes a closed line for the end of the text.

    It stands behind the check of the form's token, which reads the form.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or ""
        if request.method == "POST" and request.content_type in FORMS and announced.isdecimal():
            request.counted = Counted(request._stream, int(announced))  # type: ignore[attr-defined]
            request._stream = request.counted  # type: ignore[attr-defined]
        return get_response(request)

    def refuse(request: HttpRequest, *_view: Any) -> HttpResponse | None:
        counted = getattr(request, "counted", None)
        return errors.cut_off(request) if counted and counted.missing and hasattr(request, "_post") else None

    handle.process_view = refuse  # type: ignore[attr-defined]
    return handle
