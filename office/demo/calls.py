"""Calls of the demo in every phase, moved through their states by the same verbs as the screens use."""

import datetime
import random
import uuid
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from grants.models import (
    Application,
    ApplicationDocument,
    Assignment,
    Call,
    Commission,
    CommissionMember,
    ConflictStatement,
    Declaration,
    PriorityItem,
    SubCriterion,
)
from grants.services import applications, assignments, calls, checks, evaluation
from ngo_registry.models import Organisation
from office.demo.people import People
from office.demo.words import PROJECTS
from office.jurisdiction import has_feature
from office.models import Area, Body, StoredFile, User
from office.roles import Role
from office.storage import keep, sha256_of

DAY = datetime.timedelta(days=1)
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def commission_of(
    body: Body, people: People, *, nomination: Any = None, ngo: Organisation | None = None
) -> Commission:
    """A formed commission: president, official, NGO member (a second official where none was proposed)."""
    found = Commission.objects.filter(body=body, state=Commission.State.FORMED).first()
    if found:
        return found
    year = timezone.localdate().year
    made = Commission.objects.create(
        body=body,
        year=year,
        title=f"Komisija za raspodjelu sredstava – {body.name}",
        state="formed",
        nomination_call=nomination,
        act_number=f"{body.code.upper()}-KO-{year}-0001",
        act_date=datetime.date(year, 1, 20),
        created_by=people.known["staff"],
    )
    seats = [
        ("commission", "president", None),
        ("member2", "official", None),
        ("member3", "ngo_member" if ngo else "official", ngo),
    ]
    for login, role, organisation in seats:
        user = people.known[login]
        member = CommissionMember.objects.create(
            commission=made,
            user=user,
            full_name=user.full_name,
            role=role,
            organisation=organisation,
            valid_from=datetime.date(year, 1, 20),
        )
        ConflictStatement.objects.create(
            member=member, text="Nijesam u sukobu interesa.", made_at=timezone.now(), made_by=user
        )
        people.role(user, Role.COMMISSION_MEMBER, body)
    return made


def draft(
    commission: Commission, title: str, total: int, *, area: Area, by: User, item: PriorityItem | None = None
) -> Call:
    """A draft that passes all checks."""
    call = calls.draft_call(
        commission=commission,
        title=title,
        year=timezone.localdate().year,
        areas=[area],
        by=by,
        item=item,
        total=Decimal(total),
        min_amount=Decimal(total) / 50,
        max_amount=Decimal(total) / 5,
        months_max=12,
        goals="Unaprijediti položaj i mogućnosti ciljnih grupa u lokalnim zajednicama.",
        problems="Nedovoljna dostupnost usluga izvan većih gradova.",
        activities="Radionice, usluge podrške, kampanje.",
        target_groups="Djeca, mladi, starija lica, lica sa invaliditetom.",
        contact="konkurs@example.test",
    )
    for name in ("Statut", "Bilans stanja i bilans uspjeha", "Izjava o partnerstvu"):
        calls.save_document(call=call, name=name, obligatory=name != "Izjava o partnerstvu", by=by)
    return call


def publish(call: Call, by: User, *, days_ago: int, open_days: int = 30) -> Call:
    """Publish now and move the days back, so that the call stands where the demo needs it."""
    call = calls.publish_call(call=call, by=by)
    opened = timezone.now() - days_ago * DAY
    last = timezone.localtime(opened + open_days * DAY).replace(hour=23, minute=59, second=59, microsecond=0)
    Call.objects.filter(pk=call.pk).update(published_at=opened, opens_at=opened, deadline=last)
    return Call.objects.get(pk=call.pk)


def paper(by: User) -> StoredFile:
    """A small real PDF, kept as an upload would be."""
    sha256 = keep(PAPER)
    assert sha256 == sha256_of(PAPER)
    return StoredFile.objects.create(
        sha256=sha256,
        size=len(PAPER),
        content_type="application/pdf",
        name="dokument.pdf",
        pages=1,
        created_by=by,
    )


def fill(call: Call, organisation: Organisation, by: User, dice: random.Random, number: int) -> Application:
    """A complete draft of an application."""
    at = call.opens_at + datetime.timedelta(hours=2)
    application = applications.begin(call=call, organisation=organisation, at=at, by=by)
    first = timezone.localdate() + 40 * DAY
    asked = Decimal(dice.randrange(40, 100)) * call.max_amount / 100
    asked = asked.quantize(Decimal("1.00"))
    place = organisation.municipality
    Application.objects.filter(pk=application.pk).update(
        title=f"{PROJECTS[number % len(PROJECTS)]} – {place.name if place else organisation.place}",
        summary="Projekat obezbjeđuje usluge koje u opštini nedostaju, uz učešće volontera i lokalne uprave.",
        goals="Povećati broj korisnika usluga za 30 odsto u godinu dana.",
        problem="Usluge postoje samo u većim gradovima.",
        results="Najmanje 60 korisnika, 12 obučenih volontera, jedan vodič.",
        target_groups="Porodice u ruralnim područjima.",
        direct_users=60,
        indirect_users=400,
        starts_on=first,
        ends_on=first + 180 * DAY,
        sustainability="Podrška opštine.",
        visibility="Lokalni mediji, društvene mreže.",
        capacity="Tri zaposlena, dvadeset volontera.",
        requested=asked,
        contact_email=by.email,
        contact_name=by.full_name,
    )
    application.activity_lines.create(
        order=1, name="Priprema i izbor korisnika", month_from=1, month_until=1, carrier=organisation.name
    )
    application.activity_lines.create(
        order=2, name="Radionice i usluge", month_from=2, month_until=6, carrier=organisation.name
    )
    staff = (asked * Decimal("0.4")).quantize(Decimal("1.00"))
    for order, (group, text, value) in enumerate(
        (("staff", "Koordinator projekta", staff), ("services", "Predavači i materijal", asked - staff)),
        start=1,
    ):
        application.budget_lines.create(
            order=order,
            group=group,
            description=text,
            unit="paušal",
            quantity=1,
            price=value,
            total=value,
            requested=value,
        )
    if place:
        application.municipalities.add(place)
    for required in call.required_documents.filter(obligatory=True):
        ApplicationDocument.objects.create(
            application=application, required=required, file=paper(by), added_at=at, added_by=by
        )
    for kind in Declaration.Kind:
        Declaration.objects.create(application=application, kind=kind, accepted_at=at, accepted_by=by)
    return Application.objects.get(pk=application.pk)


def file(call: Call, organisations: list[Organisation], dice: random.Random, count: int) -> list[Application]:
    """Applications filed in time."""
    filed = []
    for number, organisation in enumerate(organisations[:count]):
        owner = organisation.memberships.select_related("user").first().user
        application = fill(call, organisation, owner, dice, number)
        at = min(call.deadline, timezone.now()) - datetime.timedelta(hours=1 + number)
        filed.append(applications.submit(application=application, at=at, key=uuid.uuid4(), by=owner))
    return filed


def check(call: Call, by: User, *, reject: int = 1) -> None:
    """The formal check: all complete but the last few, which are rejected."""
    filed = list(call.applications.filter(state="submitted").order_by("pk"))
    for number, application in enumerate(filed):
        bad = number >= len(filed) - reject
        for item in checks.begin_check(application=application, by=by):
            answer = "no" if bad and item.key == "documents" else "yes"
            checks.answer(
                item=item,
                answer=answer,
                note="" if answer == "yes" and item.automatic else "Provjereno u spisima.",
                by=by,
            )
        application = Application.objects.get(pk=application.pk)
        if bad:
            checks.reject(application=application, note="Nedostaje ovjereni statut.", by=by)
        else:
            checks.find_complete(application=application, by=by)
    calls.publish_check(call=Call.objects.get(pk=call.pk), by=by)


def assign(call: Call, people: People, by: User) -> list[Assignment]:
    """Two evaluators from the list, or every member where members score."""
    made = []
    for application in call.applications.filter(state="eligible").order_by("pk"):
        if has_feature("commission_scores"):
            made += assignments.assign_members(application=application, by=by)
        else:
            for login in ("evaluator", "evaluator2"):
                person = people.known[login].evaluator
                made.append(assignments.assign(application=application, evaluator=person, by=by))
    return made


def score(made: list[Assignment], dice: random.Random, *, leave: int = 0) -> None:
    """Accept, score every sub-criterion with a reason, lock; the last `leave` assignments stay open."""
    for assignment in made[: len(made) - leave]:
        by = assignment.user
        evaluation.accept(assignment=assignment, by=by)
        subs = SubCriterion.objects.filter(criterion__call=assignment.application.call).order_by(
            "criterion__order", "order"
        )
        for sub in subs:
            points = Decimal(dice.randrange(int(sub.max_points * 6 / 10), int(sub.max_points) + 1))
            evaluation.save_score(
                assignment=assignment,
                subcriterion=sub,
                points=points,
                by=by,
                reason="Obrazloženo u prijavi, uz mjerljive rezultate i realan budžet.",
            )
        evaluation.lock_sheet(assignment=assignment, by=by)


def backdate(call: Call, days: int) -> None:
    """Move the whole call further into the past."""
    shift = days * DAY
    Call.objects.filter(pk=call.pk).update(
        published_at=F("published_at") - shift, opens_at=F("opens_at") - shift, deadline=F("deadline") - shift
    )
