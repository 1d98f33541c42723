"""The outbox: queued with the change it tells about, in the person's language, its words kept."""

import pytest
from django.core import mail as django_mail
from django.db import transaction
from post_office.models import STATUS, Email

from office import mail, tasks
from office.models import Job, User


@pytest.fixture
def templates(settings, tmp_path):
    """A folder of templates of this test."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    folder = tmp_path / "office" / "emails"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text(
        "About “{{ title }}”\n\nDear {{ person.full_name }},\n{{ title }} <{{ site_url }}>\n"
    )
    return folder


def person(language: str = "en") -> User:
    """A reader."""
    return User.objects.create_user("ana@example.test", full_name="Ana O'Neil", language=language)


@pytest.mark.django_db
def test_first_line_is_the_subject_and_nothing_is_escaped_or_run(templates, settings):
    title = "Green & {{ settings }} {% now 'Y' %} <b>"
    email = mail.send(
        "office.note", to=person(), context={"title": title}, about=Job.objects.create(kind="x")
    )
    email.refresh_from_db()
    assert email.subject == f"About “{title}”"
    assert email.message == f"Dear Ana O'Neil,\n{title} <{settings.SITE_URL}>\n"
    assert (email.status, email.to) == (STATUS.queued, ["ana@example.test"])
    assert email.headers[mail.ABOUT] == f"office.job:{Job.objects.get().pk}"
    assert email.headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_subject_stays_one_line(templates):
    email = mail.send(
        "office/emails/note.txt", to="x@example.test", context={"title": "a\r\nBcc: all@example.test"}
    )
    assert "\n" not in email.subject and email.bcc == []


def test_message_goes_with_its_transaction(fresh_database, templates):
    with pytest.raises(RuntimeError), transaction.atomic():
        mail.send("office.note", to=person(), context={"title": "t"})
        raise RuntimeError
    assert Email.objects.count() == 0


def test_worker_delivers_what_waits(fresh_database, templates):
    mail.send("office.note", to=person(), context={"title": "t"})
    tasks.send_mail()
    assert [message.subject for message in django_mail.outbox] == ["About “t”"]
    assert Email.objects.get().status == STATUS.sent


@pytest.mark.django_db
def test_mail_of_the_framework_goes_through_the_same_outbox():
    django_mail.EmailMultiAlternatives("Code {{ x }}", "{% bad", "a@example.test", ["b@example.test"]).send()
    with django_mail.get_connection("office.mail.OutboxBackend") as outbox:
        outbox.send_messages(
            [django_mail.EmailMessage("Code {{ x }}", "{% bad", "a@example.test", ["b@example.test"])]
        )
    email = Email.objects.get()
    assert (email.subject, email.message, email.status) == ("Code {{ x }}", "{% bad", STATUS.queued)
