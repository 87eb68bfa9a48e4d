"""The next page of a list is an address: what a list says where it ended is let in again."""

from datetime import UTC, datetime

import pytest

from desk.sorting import NEVER
from store.cases import Cursor

ENDS = [Cursor(NEVER, "YXY-D-2026-0037"), Cursor(datetime(2026, 11, 22, 8, 0, 0, 1, UTC), "YXY-2026-0001")]


@pytest.mark.parametrize("path", ["/cases", "/library"])
async def test_a_page_is_asked_for_by_where_the_last_one_ended(desk, enter, path):
    client = await enter("cs")
    for end in ENDS:
        assert (await client.get(path, params={"after": str(end)})).status_code == 200


async def test_what_no_list_says_is_no_address(desk, enter):
    client = await enter("cs")
    assert (await client.get("/cases", params={"after": "<script>"})).status_code == 404
