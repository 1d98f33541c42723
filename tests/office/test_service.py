"""Services: one transaction, named arguments, a person; a row locked for one is waited for by the other."""

import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from office.forms import ReasonForm
from office.models import Job, User
from office.refusal import Refused, refusal_of
from office.service import locked, service
from office.views.helpers import attempt, sentence
from tests.factories.office import client_of, person
from tests.threads import in_threads


def test_service_takes_named_arguments_and_a_person():
    with pytest.raises(TypeError, match="keyword-only"):
        service(lambda job, by: None)
    with pytest.raises(TypeError, match="keyword-only"):
        service(lambda *, job: None)
    assert service(lambda *, by: None).is_service


@pytest.mark.django_db
def test_service_is_all_or_nothing():
    @service
    def half(*, by):
        Job.objects.create(kind="x")
        assert connection.in_atomic_block
        raise Refused("no")

    with pytest.raises(Refused):
        half(by=None)
    assert Job.objects.count() == 0


def test_second_of_two_officers_waits_and_sees_what_the_first_did(fresh_database):
    job = Job.objects.create(kind="x")
    held, seen = threading.Event(), []

    @service
    def decide(*, job, by):
        row = locked(job)
        if by == 0:
            held.set()
            threading.Event().wait(0.3)
        seen.append((by, row.state))
        if row.state != Job.State.WAITING:
            raise Refused("already decided")
        row.state = Job.State.DONE
        row.save()

    def officer(number):
        if number:
            held.wait(10)
        refusal_of(decide, job=job, by=number)

    in_threads(2, officer)
    assert seen == [(0, "waiting"), (1, "done")]


@pytest.mark.django_db
def test_refusal_stands_on_the_form_with_its_article():
    def refuse(**facts):
        raise Refused("Too late.", law="čl. 5", field=facts.get("field", ""))

    form = ReasonForm({"reason": "x"})
    assert form.is_valid()
    assert attempt(RequestFactory().post("/"), form, refuse) is None
    assert form.non_field_errors() == ["Too late. (čl. 5)"]
    attempt(RequestFactory().post("/"), form, refuse, field="reason")
    assert form.errors["reason"] == ["Too late. (čl. 5)"]
    assert sentence(Refused("No.")) == "No."
    assert attempt(RequestFactory().post("/"), None, lambda: None) is True


@pytest.mark.django_db
def test_person_of_a_request_can_be_locked():
    browser = client_of(person("ana"))
    assert browser.post("/accounts/settings/", {"full_name": "Ana", "language": "en"}).status_code == 302
    assert locked(User.objects.get(email="ana@example.test")).full_name == "Ana"
