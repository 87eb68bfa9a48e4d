"""The sandbox workflows run in, set up once for the worker, the tests and the replayer.

`domain` is pure and `activities` are only named, never called: both are imported once per process
instead of once per case. One forgotten module would cost ten times per cold start.
"""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

RUNNER = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(
        "domain", "activities", "engine", "store", "sqlalchemy", "cryptography"
    )
)
