"""What happens between the sheets and the contract, in the demo: correction, variants, letters, adapted budget."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone

from grants.models import Assignment, Call
from grants.queries.awards import budget_lines, proposed, to_ask
from grants.services import awards, corrections, ranking
from grants.services.hand_variants import write_by_hand
from grants.services.variants import make_variant
from ngo_registry.models import Organisation
from office.demo import calls
from office.demo.clock import days_ago, standing_at
from office.demo.people import People
from office.demo.words import ours
from office.models import User


def correction(call: Call) -> None:
    """A scorer asks to correct a locked sheet; the president finds it on the desk."""
    sheet = Assignment.objects.filter(application__call=call, state="submitted").order_by("pk").first()
    if sheet:
        with standing_at(days_ago(1)):
            corrections.ask_correction(
                assignment=sheet,
                reason=ours("Bodovi za dva mjerila upisani su obrnuto; obrazloženja stoje kako treba."),
                by=sheet.user,
            )


def ranked(call: Call, president: User) -> None:
    """A list whose variants are being compared: three computed and one by hand."""
    with standing_at(days_ago(1)):
        found = ranking.make_ranking(call=call, by=president)
        for place, rows in ranking.open_ties(found).items():
            reason = ours("Veći broj korisnika u opštini bez usluge.")
            ranking.order_tie(ranking=found, place=place, rows=rows, reason=reason, by=president)
        modes = ["full", "proportional"]
        if call.rulebook.values["call"]["min_share_of_requested"]["value"] is not None:
            modes.insert(1, "floor_share")
        for mode, name in zip(modes, ("Redom", "Svima isto", "Srazmjerno"), strict=False):
            made = make_variant(ranking=found, mode=mode, name=ours(name), by=president)
        last = made.rows.filter(amount__gt=0).order_by("-order").first()
        if last:
            why = ours("Isti projekat je već plaćen iz drugog budžeta.")
            sums = {
                row.application_id: (row.amount if row.amount and row != last else Decimal(0), why)
                for row in made.rows.all()
                if row == last or not row.amount
            }
            write_by_hand(variant=made, sums=sums, name=ours("Bez dvostrukog plaćanja"), by=president)


def simulate(people: People, call: Call, organisations: list[Organisation], dice: random.Random) -> None:
    """A call whose sheets are all locked and whose money is about to be given out."""
    president = people.known["commission"]
    calls.file(call, organisations, dice)
    with standing_at(calls.after(call, 8)):
        calls.check(call, president)
        given = calls.assign(call, people, president)
    with standing_at(calls.after(call, 20)):
        calls.score(given, dice)
    ranked(Call.objects.get(pk=call.pk), president)


def adapt(call: Call, people: People) -> None:
    """Awards without a contract were smaller than asked: one budget is adapted, that of the second login is begun."""
    officer = people.known["ministry"]
    decision = Call.objects.get(pk=call.pk).decision
    due = timezone.localdate() + datetime.timedelta(days=8)
    rows = list(to_ask(decision))
    if rows:
        awards.ask_budgets(decision=decision, due=due, by=officer)
    for row in rows:
        answer = row.__class__.objects.get(pk=row.pk).answer
        lines = budget_lines(row)
        sums = {pk: (given, "") for pk, given in proposed(row, lines).items()}
        owner = row.application.submitted_by
        awards.save_budget(
            answer=answer, sums=sums, explanation=ours("Manje radionica, isti broj korisnika."), by=owner
        )
        if owner != people.known["ngo2"]:
            awards.submit_budget(answer=answer, by=owner)
