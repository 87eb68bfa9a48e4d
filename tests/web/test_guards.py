"""What surrounds every request."""

import asyncio
import logging

from web.guards import BodyLimit, Faults, LiveStreams

HTTP = {"type": "http", "path": "/events", "headers": [], "query_string": b""}


async def nothing():
    return {"type": "http.request", "body": b"", "more_body": False}


async def test_a_stream_that_the_server_ends_ends_properly():
    sent, begun = [], asyncio.Event()

    async def endless(scope, receive, send):
        begun.set()
        await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    live = asyncio.create_task(LiveStreams(endless, "/events")(HTTP, nothing, send))
    await begun.wait()
    live.cancel()
    await live
    assert sent == [{"type": "http.response.body", "body": b""}]


async def test_the_log_of_a_fault_has_the_place_and_no_words(caplog):
    async def broken(scope, receive, send):
        raise ValueError("林秀岚 13800000147")

    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 500, "headers": []})

    async def send(message):
        assert message["status"] == 500

    with caplog.at_level(logging.ERROR):
        await Faults(broken, page)(HTTP, nothing, send)
    assert "ValueError at test_guards.py" in caplog.text
    assert "林秀岚" not in caplog.text


async def test_a_body_is_counted_while_it_streams():
    told = []

    async def reading(scope, receive, send):
        while (await receive()).get("more_body"):
            pass

    async def too_large(scope, receive, send):
        told.append(413)

    async def pieces():
        return {"type": "http.request", "body": b"x" * 400, "more_body": True}

    async def send(message):
        """Nobody listens."""

    await BodyLimit(reading, too_large, limit=1000)(HTTP, pieces, send)
    assert told == [413]
