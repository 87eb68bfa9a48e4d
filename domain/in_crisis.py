"""The commands of a crisis as rows: phases, crisis mode, situation picture, monitoring, recovery, reports,
sudden events.

Each subject has a module of its own.
"""

from domain.command import CommandRow
from domain.crisis import CRISIS_COMMANDS
from domain.monitoring import MONITORING
from domain.phases import PHASE_COMMANDS
from domain.picture import PICTURE_COMMANDS
from domain.recovery import RECOVERY
from domain.reporting import REPORTING
from domain.sudden import SUDDEN

IN_CRISIS: tuple[CommandRow, ...] = (
    *PHASE_COMMANDS,
    *CRISIS_COMMANDS,
    *PICTURE_COMMANDS,
    *MONITORING,
    *RECOVERY,
    *REPORTING,
    *SUDDEN,
)
