"""The published lists as calls whose applications are scored, for tests through services and through screens."""

from decimal import Decimal

from grants.models import Call
from tests.factories import grants as made
from tests.factories import scoring
from tests.law import cases

D = Decimal
DANILOVGRAD_SPECIAL = [D("2000"), D("1500")]


def falling_sheets(number: int) -> list[tuple[int, int]]:
    """Totals of two sheets, falling, so that the order is the order of filing."""
    return [(96 - 3 * n, 95 - 3 * n) for n in range(number)]


def bijelo_polje() -> Call:
    """Seven members score nine projects."""
    call = scoring.eligible_call(
        of=scoring.municipal_commission(cases.BIJELO_POLJE_SCORERS),
        requested=cases.BIJELO_POLJE.asked,
        total=cases.BIJELO_POLJE_MONEY,
        min_amount=D(1000),
        max_amount=D(10000),
    )
    scoring.score_by_members(
        call, [cases.sheets(total, cases.BIJELO_POLJE_SCORERS) for total, _score in cases.BIJELO_POLJE_SCORES]
    )
    return call


def ministry_of_labour() -> Call:
    """Two evaluators score two projects."""
    call = made.scored_call(
        falling_sheets(2), requested=cases.LABOUR.asked, max_amount=D(40000), total=D(50000)
    )
    Call.objects.filter(pk=call.pk).update(
        check_published_at=made.now(), check_published_by=made.president(call.commission)
    )
    return call


def kotor() -> Call:
    """Three members score four projects; at most 30 and at least 10 per cent of the money for each."""
    call = scoring.eligible_call(
        of=scoring.municipal_commission(),
        requested=[D("8332.24"), D("9500.00"), D("11000.00"), D("2800.00")],
        total=cases.KOTOR_MONEY,
        min_amount=cases.KOTOR_MIN,
        max_amount=cases.KOTOR_MAX,
    )
    scoring.score_by_members(call, [(90 - 5 * n,) * 3 for n in range(4)])
    return call


def danilovgrad() -> Call:
    """Three members score eight projects; the last two draw on the reserved share."""
    call = scoring.eligible_call(
        of=scoring.municipal_commission(),
        requested=[*cases.DANILOVGRAD_AWARDS, *DANILOVGRAD_SPECIAL],
        total=cases.DANILOVGRAD_MONEY,
        min_amount=D(500),
        max_amount=D(2500),
        reserved_percent=cases.DANILOVGRAD_RESERVED_PERCENT,
    )
    scoring.score_by_members(call, [(95 - 5 * n,) * 3 for n in range(8)])
    return call


def berane() -> Call:
    """Six members score eight projects."""
    call = scoring.eligible_call(8, of=scoring.municipal_commission(cases.BERANE_SCORERS))
    scoring.score_by_members(
        call, [cases.sheets(total, cases.BERANE_SCORERS) for total, _score in cases.BERANE_SCORES]
    )
    return call
