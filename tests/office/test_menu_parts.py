"""The menu of a page that stands below no entry: its part of the work is marked and its entries are there."""

import pytest

from tests.factories.registry import UserFactory

PAGES = ("/staff/letters/", "/staff/paper/", "/staff/calls/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_the_part_of_the_work_is_marked(client, settings, address):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(roles=("office_officer",), language="en"))
    answer = client.get(address)
    assert answer.status_code == 200
    marked = [item for item in answer.context["menu"] if item["current"]]
    assert [str(item["title"]) for item in marked] == ["Public money"]
    assert answer.context["submenu"] == marked[0]["entries"] != []
