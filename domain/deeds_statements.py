"""What the lines of statements make of a case: numbered things, and nothing else."""

from collections.abc import Mapping

from domain.consequences import Change, kept

STATEMENTS: Mapping[str, Change] = {
    "draft_statement": kept("statement"),
    "edit_statement": kept("statement"),
    "withdraw_statement": kept("statement_withdrawal"),
    "hold_back_statement": kept("embargo"),
    "compare_statements": kept("comparison"),
    "release_statement": kept("release"),
    "prove_release": kept("release_proof"),
    "appoint_spokesperson": kept("spokesperson"),
    "do_not_speak": kept("silence"),
    "silence_read": kept("silence_read"),
    "media_inquiry": kept("inquiry"),
    "inquiry_answered": kept("inquiry_answer"),
    "interview": kept("interview"),
    "false_report": kept("false_report"),
}
