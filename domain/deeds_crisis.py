"""What the lines of a crisis make of a case. Each subject says it of its own commands."""

from collections.abc import Mapping

from domain.consequences import Change, kept
from domain.crisis import CRISIS_LINES
from domain.monitoring import MONITORING_LINES
from domain.phases import PHASE_LINES
from domain.picture import PICTURE_LINES
from domain.recovery import RECOVERY_LINES
from domain.sudden import SUDDEN_LINES

CRISIS: Mapping[str, Change] = {
    **PHASE_LINES,
    **CRISIS_LINES,
    **PICTURE_LINES,
    **MONITORING_LINES,
    **RECOVERY_LINES,
    **SUDDEN_LINES,
    "read_report": kept("reading"),
}
