"""Situations of public money, built row by row: a published call, a filed application, a scored and a decided call."""

import datetime
import hashlib
import itertools
from decimal import Decimal

from django.utils import timezone

from grants.models import (
    AllocationRow,
    AllocationVariant,
    Application,
    Assignment,
    BudgetLine,
    Call,
    Commission,
    CommissionMember,
    ConflictStatement,
    Contract,
    Criterion,
    Decision,
    DecisionRow,
    Evaluator,
    EvaluatorList,
    EvaluatorListEntry,
    Ranking,
    RankingRow,
    RequiredDocument,
    Score,
    SubCriterion,
    Tranche,
)
from grants.services.evaluation import sheet_digest, sheet_scores
from grants.services.variants import variant_digest
from office.models import Area, Body, RoleGrant, RulebookVersion
from office.rulebooks import version_for
from tests.factories.registry import MembershipFactory, OrganisationFactory, UserFactory

count = itertools.count(1)
SCHEME = (
    ("Doprinos javnom interesu", (("Ciljevi konkursa", 15), ("Strateški ciljevi", 10), ("Potrebe", 10))),
    ("Kvalitet projekta", (("Logika", 10), ("Rezultati", 10), ("Budžet", 10))),
    ("Kapacitet NVO", (("Iskustvo", 10), ("Ljudi", 10), ("Tehnika", 10))),
    ("Transparentnost", (("Izvještaji", 3), ("Internet", 2))),
)


def now() -> datetime.datetime:
    """The present moment."""
    return timezone.now()


def body(**facts) -> Body:
    """A ministry."""
    n = next(count)
    return Body.objects.create(
        **{"code": f"m{n}", "kind": "national", "name": f"Ministarstvo broj {n}", **facts}
    )


def area(**facts) -> Area:
    """An area of public interest."""
    n = next(count)
    return Area.objects.create(**{"code": f"oblast-{n}", "name": f"Oblast {n}", **facts})


def officer(of: Body, role: str = "body_officer"):
    """A person with a role for one body."""
    user = UserFactory()
    RoleGrant.objects.create(user=user, role=role, body=of, valid_from=datetime.date(2020, 1, 1))
    return user


def rulebook(of: Body) -> RulebookVersion:
    """The version in force for this body (load_rulebooks filled the template database)."""
    return version_for(of, now())


def commission(of: Body | None = None, *, formed: bool = True, statements: bool = True) -> Commission:
    """President, official and NGO member, each with a statement."""
    of = of or body()
    made = Commission.objects.create(
        body=of,
        year=now().year,
        title=f"Komisija {of.name}",
        created_by=UserFactory(),
        state="formed" if formed else "forming",
        act_number="KO-1" if formed else "",
        act_date=datetime.date(2026, 1, 15) if formed else None,
    )
    for role in ("president", "official", "ngo_member"):
        user = officer(of, "commission_member")
        member = CommissionMember.objects.create(
            commission=made,
            user=user,
            full_name=user.full_name,
            role=role,
            valid_from=datetime.date(2026, 1, 15),
            organisation=OrganisationFactory() if role == "ngo_member" else None,
        )
        if statements:
            ConflictStatement.objects.create(
                member=member, text="Nema sukoba interesa.", made_at=now(), made_by=user
            )
    return made


def president(of: Commission):
    """The account of the president."""
    return of.members.get(role="president").user


def draft_call(of: Commission | None = None, **facts) -> Call:
    """A draft with the scheme 35/30/30/5 and one obligatory document."""
    of = of or commission()
    n = next(count)
    made = Call.objects.create(
        **{
            "commission": of,
            "body": of.body,
            "year": now().year,
            "slug": f"poziv-{n}",
            "title": f"Javni konkurs {n}",
            "goals": "Unaprijediti položaj ciljne grupe.",
            "total": Decimal(50000),
            "min_amount": Decimal(1000),
            "max_amount": Decimal(10000),
            "completion_days": 5,
            "created_by": of.created_by,
            **facts,
        }
    )
    made.areas.add(area())
    for order, (name, subs) in enumerate(SCHEME, start=1):
        criterion = Criterion.objects.create(
            call=made, order=order, name=name, max_points=sum(p for _n, p in subs)
        )
        for n, (sub, points) in enumerate(subs, start=1):
            SubCriterion.objects.create(criterion=criterion, order=n, name=sub, max_points=points)
    RequiredDocument.objects.create(call=made, order=1, name="Statut", obligatory=True)
    return made


def published_call(
    of: Commission | None = None, *, opened_days_ago: int = 10, open_days: int = 30, **facts
) -> Call:
    """An open call (or a closed one, when it opened longer ago than it is open)."""
    made = draft_call(of, **facts)
    opened = now() - datetime.timedelta(days=opened_days_ago)
    made.state, made.number = "published", f"K-{next(count)}"
    made.published_at, made.published_by, made.opens_at = opened, president(made.commission), opened
    made.deadline = opened + datetime.timedelta(days=open_days)
    made.rulebook = rulebook(made.body)
    made.save()
    return made


def closed_call(of: Commission | None = None, **facts) -> Call:
    """A published call past its deadline."""
    return published_call(of, opened_days_ago=40, open_days=30, **facts)


def ngo_person(organisation=None):
    """The owner of an organisation's account: (person, organisation)."""
    membership = MembershipFactory(**({"organisation": organisation} if organisation else {}))
    return membership.user, membership.organisation


def application(
    call: Call, *, state: str = "submitted", requested: Decimal | int = 5000, organisation=None, **facts
) -> Application:
    """An application with one budget line; filed unless its state is draft."""
    person, organisation = ngo_person(organisation)
    n = next(count)
    filed = (
        {}
        if state == "draft"
        else {
            "number": f"P-{n}",
            "submitted_at": call.deadline - datetime.timedelta(days=1),
            "submitted_by": person,
        }
    )
    if state == "rejected":
        filed |= {"rejection_reason": "Prijava nije potpuna.", "rejection_law": "čl. 32v"}
    made = Application.objects.create(
        **{
            "call": call,
            "organisation": organisation,
            "state": state,
            "draft_code": f"N-{n}",
            "title": f"Projekat {n}",
            "summary": "Sažetak projekta.",
            "requested": Decimal(requested),
            "created_by": person,
            "starts_on": datetime.date(2026, 9, 1),
            "ends_on": datetime.date(2027, 3, 1),
            **filed,
            **facts,
        }
    )
    BudgetLine.objects.create(
        application=made,
        order=1,
        group="services",
        description="Usluge",
        unit="kom",
        quantity=1,
        price=made.requested,
        total=made.requested,
        requested=made.requested,
        other=0,
    )
    return made


def evaluator(**facts) -> Evaluator:
    """A person fit to evaluate, with an account in that role."""
    user = UserFactory(roles=("evaluator",))
    return Evaluator.objects.create(
        **{
            "user": user,
            "full_name": user.full_name,
            "years_of_experience": 7,
            "evaluation_experience": "Pet konkursa.",
            "bars_checked_at": now(),
            "bars_checked_by": user,
            **facts,
        }
    )


def evaluators_list(*evaluators: Evaluator, year: int | None = None, version: int = 1) -> EvaluatorList:
    """An adopted list of the year."""
    by = UserFactory(roles=("office_officer",))
    made = EvaluatorList.objects.create(
        year=year or now().year,
        version=version,
        state="adopted",
        number=f"LP-{next(count)}",
        reason="Javni poziv",
        adopted_at=now(),
        adopted_by=by,
    )
    for order, each in enumerate(evaluators, start=1):
        EvaluatorListEntry.objects.create(list=made, order=order, evaluator=each)
    return made


def locked_sheet(to: Application, by_evaluator: Evaluator, slot: int, total: Decimal | int) -> Assignment:
    """A locked sheet whose points make the total, filled from the first sub-criterion on."""
    made = Assignment.objects.create(
        application=to,
        user=by_evaluator.user,
        evaluator=by_evaluator,
        slot=slot,
        state="submitted",
        assigned_at=now(),
        assigned_by=president(to.call.commission),
        declared_at=now(),
        declared_by=by_evaluator.user,
        total=total,
        locked_at=now(),
        locked_by=by_evaluator.user,
        sha256=hashlib.sha256(f"{to.pk}-{slot}".encode()).hexdigest(),
    )
    left = Decimal(total)
    for sub in SubCriterion.objects.filter(criterion__call=to.call).order_by("criterion__order", "order"):
        points = min(left, sub.max_points)
        Score.objects.create(assignment=made, subcriterion=sub, points=points, reason="Obrazloženje bodova.")
        left -= points
    made.refresh_from_db()
    made.sha256 = sheet_digest(made, sheet_scores(made))
    made.save(update_fields=["sha256"])
    return made


def scored_call(totals=((90, 88), (80, 84), (70, 60)), *, requested=(5000, 5000, 5000), **facts) -> Call:
    """A closed call with one scored application per pair of sheet totals."""
    call = closed_call(**facts)
    pair = [evaluator(), evaluator()]
    evaluators_list(*pair)
    for sheets, sum_asked in zip(totals, requested, strict=True):
        made = application(call, state="scored", requested=sum_asked)
        for slot, (person, total) in enumerate(zip(pair, sheets, strict=True), start=1):
            locked_sheet(made, person, slot, total)
    return call


def decided_call(
    totals=((90, 88), (80, 84), (70, 60)), *, requested=(5000, 5000, 5000), awarded: int = 2, **facts
) -> Call:
    """A decided call: the first `awarded` applications by rank get what they asked, the rest nothing."""
    return decide(scored_call(totals, requested=requested, **facts), awarded=awarded)


def decide(call: Call, *, awarded: int) -> Call:
    """Ranking list, chosen variant and published decision of a call whose applications are scored."""
    by = president(call.commission)
    second = officer(call.body, "body_head")
    ranking = Ranking.objects.create(
        call=call,
        state="published",
        number="L-1",
        made_at=now(),
        made_by=by,
        confirmed_at=now(),
        confirmed_by=by,
        published_at=now(),
        published_by=by,
    )
    ranked = sorted(call.applications.all(), key=lambda a: -sum(s.total for s in a.assignments.all()))
    given = sum(a.requested for a in ranked[:awarded])
    variant = AllocationVariant.objects.create(
        ranking=ranking,
        mode="full",
        money=call.total,
        allocated=given,
        unallocated=call.total - given,
        chosen=True,
        made_at=now(),
        made_by=by,
        sha256="0" * 64,
    )
    decision = Decision.objects.create(
        call=call,
        variant=variant,
        state="published",
        number="O-1",
        decided_on=timezone.localdate(),
        unallocated=variant.unallocated,
        first_signed_at=now(),
        first_signed_by=by,
        second_signed_at=now(),
        second_signed_by=second,
        published_at=now(),
        published_by=by,
        legal_remedy="Tužba Upravnom sudu.",
    )
    for place, each in enumerate(ranked, start=1):
        sheets = [str(s.total) for s in each.assignments.all()]
        final = sum(map(Decimal, sheets)) / len(sheets)
        won = place <= awarded
        RankingRow.objects.create(
            ranking=ranking, application=each, place=place, order=place, final=final, sheet_totals=sheets
        )
        AllocationRow.objects.create(
            variant=variant,
            application=each,
            order=place,
            amount=each.requested if won else 0,
            outcome="awarded" if won else "not_supported",
            reason_code="full_sum" if won else "not_enough_money",
            params={"requested": str(each.requested), "percent": "100", "needed": "1.00", "rest": "0.00"},
        )
        DecisionRow.objects.create(
            decision=decision,
            application=each,
            order=place,
            outcome="awarded" if won else "not_supported",
            amount=each.requested if won else 0,
            reason="Po rang listi." if won else "Nedovoljno sredstava.",
        )
        each.state = "awarded" if won else "refused"
        each.save(update_fields=["state"])
    variant.sha256 = variant_digest(variant)
    variant.save(update_fields=["sha256"])
    call.state = "decided"
    call.save(update_fields=["state"])
    return call


def contract(row: DecisionRow | None = None, *, state: str = "active", paid: bool = True) -> Contract:
    """A contract with one instalment, paid unless told otherwise."""
    row = row or decided_call().decision.rows.filter(outcome="awarded").first()
    by = officer(row.decision.call.body)
    made = Contract.objects.create(
        row=row,
        state=state,
        number=f"UG-{next(count)}",
        amount=row.amount,
        starts_on=datetime.date(2026, 9, 1),
        ends_on=datetime.date(2027, 3, 1),
        report_due=datetime.date(2027, 3, 31),
        created_by=by,
        signed_on=None if state == "drafted" else datetime.date(2026, 8, 20),
    )
    Tranche.objects.create(
        contract=made,
        order=1,
        amount=row.amount,
        planned_on=datetime.date(2026, 9, 1),
        **(
            {
                "paid_on": datetime.date(2026, 9, 2),
                "reference": "IZV-1",
                "recorded_at": now(),
                "recorded_by": by,
            }
            if paid
            else {}
        ),
    )
    return made
