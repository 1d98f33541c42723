"""The published cases: acts of real bodies, as numbers that the code must reproduce to the cent."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


def amounts(*texts: str) -> tuple[Decimal, ...]:
    """Sums from their plain decimal writing."""
    return tuple(Decimal(text) for text in texts)


@dataclass(frozen=True)
class FloorShareCase:
    """A decision that gave 80 % of the sum asked to every project."""

    body: str
    year: int
    asked: tuple[Decimal, ...]
    given: tuple[Decimal, ...]
    total: Decimal


# Bijelo Polje 2020: 50,000 EUR; nine projects in rank order (bijelopolje.co.me).
BIJELO_POLJE = FloorShareCase(
    body="Bijelo Polje",
    year=2020,
    asked=amounts("3120", "2440", "3000", "5060", "5835", "5655", "3280", "1570", "3080"),
    given=amounts("2496", "1952", "2400", "4048", "4668", "4524", "2624", "1256", "2464"),
    total=Decimal("26432"),
)
BIJELO_POLJE_MONEY = Decimal("50000")
BIJELO_POLJE_SCORERS = 7
# Sum of the seven members' points and the published score, in rank order; means are cut, not rounded.
BIJELO_POLJE_SCORES = (
    (690, Decimal("98.57")),
    (670, Decimal("95.71")),
    (669, Decimal("95.57")),
    (667, Decimal("95.28")),
    (662, Decimal("94.57")),
    (660, Decimal("94.28")),
    (658, Decimal("94.00")),
    (653, Decimal("93.28")),
    (651, Decimal("93.00")),
)

# Ministry of Labour 2020, protection of persons with disability: decision of 9.10.2020.
LABOUR = FloorShareCase(
    body="Ministarstvo rada i socijalnog staranja",
    year=2020,
    asked=amounts("28579.00", "32192.00"),
    given=amounts("22863.20", "25753.60"),
    total=Decimal("48616.80"),
)
LABOUR_CALL = date(2020, 3, 9)
LABOUR_DECISION_PUBLISHED = date(2020, 10, 9)
LABOUR_DAYS = 214

# Kotor 2020: limits of one project as shares of the call's money.
KOTOR_MONEY = Decimal("27774.14")
KOTOR_MAX_PERCENT, KOTOR_MAX = 30, Decimal("8332.24")
KOTOR_MIN_PERCENT, KOTOR_MIN = 10, Decimal("2777.41")

# Danilovgrad 2019: 30 % reserved for organisations with special status, the rest to six projects.
DANILOVGRAD_MONEY = Decimal("12000")
DANILOVGRAD_RESERVED_PERCENT = Decimal(30)
DANILOVGRAD_RESERVED = Decimal("3600")
DANILOVGRAD_AWARDS = amounts("1200", "1200", "1600", "1400", "1500", "1500")
DANILOVGRAD_SUM = Decimal("8400")

# Berane, ranking list of 25.8.2020: sums of six scorers' points and the published score.
BERANE_SCORERS = 6
BERANE_SCORES = (
    (465, Decimal("77.5")),
    (438, Decimal("73")),
    (428, Decimal("71.33")),
    (399, Decimal("66.5")),
    (382, Decimal("63.66")),
    (374, Decimal("62.33")),
    (346, Decimal("57.66")),
    (300, Decimal("50")),
)
# The same thirds with three scorers.
THIRDS = ((214, Decimal("71.33")), (191, Decimal("63.66")), (187, Decimal("62.33")), (173, Decimal("57.66")))

# Deadlines as published: day of the event, days, last day.
DEADLINES = (
    (date(2018, 7, 12), 10, date(2018, 7, 23)),
    (date(2020, 3, 6), 30, date(2020, 4, 6)),
    (date(2020, 8, 27), 30, date(2020, 9, 28)),
)
EXTENDED_FROM, EXTENDED_BY, EXTENDED_TO = date(2020, 3, 6), 30, date(2020, 5, 6)


def sheets(total: int, scorers: int) -> tuple[Decimal, ...]:
    """Whole-number sheets of so many scorers that add up to a published sum."""
    base, more = divmod(total, scorers)
    return tuple(Decimal(base + (1 if place < more else 0)) for place in range(scorers))
