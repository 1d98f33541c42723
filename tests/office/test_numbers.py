"""Numbers of acts: eight threads, no gap, no repeat; a rollback gives its number back."""

import pytest
from django.db import transaction

from office.models import Body
from office.numbers import next_number, take
from tests.threads import in_threads


def test_eight_threads_get_two_hundred_numbers_without_gap_or_repeat(fresh_database):
    taken = []

    def twenty_five(number):
        for _each in range(25):
            with transaction.atomic():
                value = take("application", year=2026)
            taken.append(value)

    in_threads(8, twenty_five)
    assert sorted(taken) == list(range(1, 201))


def test_rolled_back_number_is_given_again(fresh_database):
    results = []

    def half_break(number):
        for each in range(10):
            try:
                with transaction.atomic():
                    value = take("contract", year=2026)
                    if each % 2:
                        raise RuntimeError
                results.append(value)
            except RuntimeError:
                continue

    in_threads(8, half_break)
    assert sorted(results) == list(range(1, 41))


@pytest.mark.django_db
def test_printed_form_by_kind_year_and_body():
    body = Body.objects.create(code="me-mrs", kind="national", name="Ministarstvo")
    assert [next_number("application", year=2026), next_number("application", year=2026)] == [
        "P-2026-0001",
        "P-2026-0002",
    ]
    assert next_number("application", year=2027) == "P-2027-0001"
    assert next_number("call", year=2026, body=body) == "ME-MRS-K-2026-0001"
    assert next_number("unknown", year=2026) == "UNKNOWN-2026-0001"
