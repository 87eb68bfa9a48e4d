"""The sandbox workflows run in, set up once for the worker, the tests and the replayer.

`domain` is pure and `activities` are only named, never called: both are imported once per process
instead of once per case. One forgotten module would cost ten times per cold start.
"""

from temporalio.bridge.proto.workflow_activation import WorkflowActivation
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.converter import SerializationContext, StorageDriverStoreContext
from temporalio.worker import WorkflowInstance, WorkflowInstanceDetails
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import Info


class Contextless(WorkflowInstance):
    """A sandboxed case whose payloads need no context: ours seal and read every one alike.

    The sandbox would compile and run code of its own to find the context, four times a payload;
    that was a sixth of what the worker did for a command.
    """

    def __init__(self, sandboxed: WorkflowInstance) -> None:
        self._sandboxed = sandboxed

    def activate(self, act: WorkflowActivation) -> WorkflowActivationCompletion:
        return self._sandboxed.activate(act)

    def get_serialization_context(self, _command_info: object) -> SerializationContext | None:
        return None

    def get_external_store_context(self, _command_info: object) -> StorageDriverStoreContext:
        return StorageDriverStoreContext(target=None)

    def get_info(self) -> Info:
        return self._sandboxed.get_info()

    def get_thread_id(self) -> int | None:
        return self._sandboxed.get_thread_id()


class CaseRunner(SandboxedWorkflowRunner):
    """The sandbox of the SDK, without its way to a context."""

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        return Contextless(super().create_instance(det))


RUNNER = CaseRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(
        "domain", "activities", "engine", "store", "sqlalchemy", "cryptography"
    )
)
