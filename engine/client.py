"""The one way to a Temporal client: names, converter, connection."""

import asyncio
import logging
import os
from datetime import timedelta

from temporalio.client import Client
from temporalio.contrib.pydantic import PydanticPayloadConverter
from temporalio.converter import CompositePayloadConverter, DataConverter, DefaultFailureConverterWithEncodedAttributes
from temporalio.runtime import Runtime
from temporalio.service import RPCError

from engine.codec import SealedCodec
from engine.keys import KeyRing

TASK_QUEUE = "cases"
WORKFLOW = "Case"
DAYS = "ProjectDays"
SIGNAL = "command"
#: What the engine calls this code. It versions nothing (ARCHITECTURE 9): without a name the SDK would read and
#: hash every loaded module, seconds of every process's start.
BUILD = "anlan"

#: A call without a limit is retried for long while the engine is down; a page cannot wait for that.
RPC_TIMEOUT = timedelta(seconds=3)
#: How long a process waits for the engine at its start before it gives up and is started again.
CONNECT_ATTEMPTS = 10

log = logging.getLogger(__name__)


#: What reads and writes values, once for the process.
TYPED = PydanticPayloadConverter(max_cached_type_adapters=64)


class OnePayloadConverter(CompositePayloadConverter):
    """The SDK makes a converter for every life it loads; all of them share what was learned of the types.

    To learn how a whole case is read takes some hundredths of a second, each time a case comes back
    from its history.
    """

    def __init__(self) -> None:
        super().__init__(*TYPED.converters.values())


def workflow_id(number: str, life: int) -> str:
    """The id of one life of a case."""
    return f"case:{number}:{life}"


def days_id(project: str) -> str:
    """The id of the clock of a project's days."""
    return f"days:{project}"


def data_converter(ring: KeyRing) -> DataConverter:
    """The converter of every client, worker, test and replayer: typed, sealed, failures included."""
    return DataConverter(
        payload_converter_class=OnePayloadConverter,
        payload_codec=SealedCodec(ring),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )


async def connect(
    address: str,
    namespace: str,
    ring: KeyRing,
    *,
    lazy: bool = False,
    runtime: Runtime | None = None,
) -> Client:
    """A client of the engine.

    A web process passes `lazy` and comes up without the engine; its calls then raise RPCError, or
    RuntimeError as long as there never was a connection. A worker waits here until it answers.
    """
    attempt = 1
    while True:
        try:
            return await Client.connect(
                address,
                namespace=namespace,
                data_converter=data_converter(ring),
                identity=f"anlan-{os.getpid()}",  # the default would write the host's name
                lazy=lazy,
                runtime=runtime,
            )
        except (RuntimeError, RPCError) as error:
            if attempt == CONNECT_ATTEMPTS:
                raise
            log.warning("the engine at %s does not answer yet: %s", address, error)
            await asyncio.sleep(min(0.2 * 2**attempt, 5.0))
            attempt += 1
