"""What happens around a complaint, as rows: promises, handovers, notes of decisions, assessments, mediation,
improvements, checks. Each subject has a module of its own.
"""

from domain.assessing import ASSESSING
from domain.command import CommandRow
from domain.handover import HANDOVER
from domain.improving import IMPROVING
from domain.mediation import MEDIATION
from domain.promises import PROMISES
from domain.proof import PROOF

AROUND: tuple[CommandRow, ...] = (*ASSESSING, *PROMISES, *HANDOVER, *MEDIATION, *IMPROVING, *PROOF)
