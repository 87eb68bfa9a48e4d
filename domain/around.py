"""What happens around a complaint, as rows: promises, handovers, notes of decisions, assessments, mediation,
improvements, checks, findings, samples. Each subject has a module of its own.
"""

from domain.assessing import ASSESSING
from domain.command import CommandRow
from domain.contingency import CONTINGENCY
from domain.handover import HANDOVER
from domain.improving import IMPROVING
from domain.liability import LIABILITY
from domain.mediation import MEDIATION
from domain.promises import PROMISES
from domain.proof import PROOF
from domain.sampling import SAMPLING

RECORDS: tuple[CommandRow, ...] = (*CONTINGENCY, *LIABILITY, *SAMPLING)
AROUND: tuple[CommandRow, ...] = (*ASSESSING, *PROMISES, *HANDOVER, *MEDIATION, *IMPROVING, *PROOF, *RECORDS)
