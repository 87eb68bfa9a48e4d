"""The commands of WALK section 5, and those of lifecycle 5.2 that came after it: where, by whom, which fields."""

import pytest

from domain.commands import COMMANDS, DECISIONS, ROWS
from domain.fields import Field, Kind
from domain.refusal import Refusal
from domain.refusals import sentence
from domain.rulebook import as_data
from domain.vocabulary import Stage, stages


def span(first: str, last: str) -> frozenset[Stage]:
    return stages(Stage(first), Stage(last))


def one(*codes: str) -> frozenset[Stage]:
    return frozenset(Stage(code) for code in codes)


#: What goes beside the stages goes on while an outside body decides.
X4 = one("X4")

#: The assessment of D03 and D04.
SHEET = (
    "category? c, source? c, nature? c, systemic? c, mentality? [c], actions? [c], fault? c, score_nature? c, score_scope? c, "
    "score_urgency? c, score_severity? c, score_safety? c, score_complexity? c, score_influence? c, score_action? c"
)

#: What makes a record whole (D06, D24, D33): meant, and not of the walk.
NEGOTIATION = (
    "viewpoint? t2000, their_bottom_line? t2000, our_loss? t2000, compromise? t2000, adverse? t4000, key_owners? t1000, "
    "key_departments? t1000, venue? t500, evidence_ready? t1000, third_parties? t1000"
)
PROVENANCE = "place? t200, taken_at? i, taker? t60, custody? t200, file_digest? h, supersedes? n"
FUNCTIONS = "commander? a, liaison? a, evidence_keeper? a, specialist? a, "
#: Where something may be said outside, and the words of a statement.
SPOKEN = span("S1", "S13") | X4
WORDS = "title! t60, text! t8000, grounds? t2000, evidence? [n]"

#: Name, stages, roles, and the fields as the walk writes them (`c` code, `t` text, `n` number …).
TABLE = (
    ("screen_decision", one("S2"), "R02 R03", "outcome! c, department! c, explanation! t2000, note? t2000, parent! k"),
    ("level_set", one("S3"), "R03 R09", "level! c, team? [a], criteria? t2000, media? b, casualty? b, organised? b, households? n, " + FUNCTIONS + SHEET),
    ("change_level", span("S4", "S13") | X4, "R02 R03 R04 R09", "level! c, reason! t500, team? [a]"),
    ("assign", span("S0", "S13") | X4, "R03 R06", "owner? a, department? c, reason? t500"),
    ("interim_measure", span("S1", "S13") | X4, "R02 R04 R05", "what! t1000, promised? d"),
    ("add_evidence", span("S0", "S13") | X4, "R02 R03 R04 R05 R06 R09 R13", "kind! c, files? [h], reason! t500, " + PROVENANCE),
    ("log_contact", span("S2", "S13") | X4, "R02 R03 R04 R06", "purpose! c, way! c, answer! c, note! t2000, letter? t4000"),
    ("contact_attempt", span("S2", "S13") | X4, "R02 R03 R04", "purpose! c, way! c, outcome! c, note? t500"),
    ("investigation_submitted", one("S4"), "R05", "liability! c, cause! c, report! t8000, annexes? [n], no_annex_reason? t300"),
    ("save_plan", one("S5", "S6", "S8"), "R04 R02 R09", "text! t8000, steps! s, options? t4000, bottom_line? t2000, compensation? b, " + NEGOTIATION),
    ("plan_submitted", one("S5"), "R04 R02", "plan! n"),
    ("ask", span("S3", "S13") | X4, "R02 R03 R04 R14", "rule! c, text! t8000, note? t500"),
    ("withdraw_ask", frozenset(Stage), "R01 R03", "approval! p, reason! t500"),
    ("customer_response", one("S7"), "R02 R04", "outcome! c, words! t2000, evidence? [n]"),
    ("rework", one("S8"), "R02 R04", "outcome! c, plan! n, no_customer_risk? b, reason! t1000"),
    ("explanation_response", one("S8b"), "R02 R04", "outcome! c, words? t2000"),
    ("activate_contingency", span("S3", "S11"), "R03 R06", "reason! t1000, venue? t200"),
    ("task_done", one("S10", "X4"), "R05 R04", "task! n, note! t1000, evidence? [n]"),
    ("contingency_result", one("S9"), "R06 R09", "outcome! c, to! c, note! t2000, left_open? t1000"),
    ("execution_complete", one("S10"), "R05", "note? t1000"),
    ("execution_failed", one("S10"), "R05", "reason! t1000"),
    ("new_demand", one("S10"), "R02 R04", "reason! t1000"),
    ("result_confirmed", one("S11"), "R02 R04", "satisfaction! c, conditions! [c], evidence! [n], note? t1000, treatment? c"),
    ("reject_result", one("S11"), "R02 R03", "reason! t1000"),
    ("visit_recorded", one("S12"), "R02 R04", "manner! c, answer! c, record! t4000, treatment? c"),
    ("file_report", span("S3", "S13") | X4, "R02 R04 R09", "kind! c, text! t8000"),
    ("archive", one("S13"), "R03", "report? n"),
    ("reopen", one("S12", "X1", "X2", "X3", "S14"), "R03 R02", "reason! t1000, to? c"),
    ("withdraw", span("S1", "S11"), "R02 R13", "reason! t1000, evidence! [n]"),
    ("legal_opinion", span("S3", "S13") | X4, "R13", "opinion! c, text! t8000, plan? n"),
    ("legal_track", span("S1", "S11") | X4, "R13", "kind! c, reason! t1000, next_date? d"),
    ("track_date", one("X4"), "R13", "date! d, what! t500, track? n"),
    ("legal_outcome", one("X4"), "R13", "to! c, evidence? [n], document? t8000, track? n"),
    # what happens around a complaint (D03, D04, D12, D57, C-16, C-37): meant, and not of the walk
    ("assess", span("S3", "S13") | X4, "R02 R03 R09", SHEET + ", media? b, casualty? b, organised? b, households? n, note? t2000"),
    ("promise", span("S1", "S13") | X4, "R02 R03 R05 R06 R10", "kind! c, text! t1000, condition? t500, authority! c, due! d"),
    ("promise_kept", span("S1", "S13") | X4, "R02 R03 R04 R05 R06", "pledge! n, note! t1000"),
    ("hand_over", span("S1", "S13") | X4, "R04", "to! a, note! t2000"),
    ("accept_handover", span("S1", "S13") | X4, "R01", ""),
    ("decline_handover", span("S1", "S13") | X4, "R01", "reason! t1000"),
    ("decline_dispatch", one("S4"), "R05", "reason! t1000, department? c"),
    ("note_decision", span("S1", "S13") | X4, "R03 R04 R06 R09", "decision! t2000, known! t4000, unknown! t2000"),
    ("mediation", span("S4", "S11") | X4, "R02 R03 R04 R06", "parties! n, other! t500, mediator! a, issue? t2000"),
    ("mediation_agreement", span("S4", "S13") | X4, "R02 R03 R04 R05 R06 R13", "mediation! n, terms! t8000, agreed? [n]"),
    ("compliance_checked", span("S4", "S13") | X4, "R02 R03 R04 R05 R06", "agreement! n, outcome! c, note! t1000"),
    ("improvement", one("S13"), "R02 R03 R04 R06 R09", "action! t2000, owner! a, due! d, replaces? n"),
    ("check_contact", span("S2", "S13") | X4, "R02 R03", "contact! n, note! t1000"),
    ("improvement_verified", span("S3", "S13") | X4, "R02 R03 R04 R05 R06 R09", "improvement! n, note! t1000, effect? c"),
    ("contingency_checked", one("S9"), "R02 R03 R04 R05 R06 R09", "items! [c], note? t1000"),
    ("liability_found", span("S5", "S11"), "R03 R05 R06", "liability! c, reason! t4000, evidence? [n]"),
    ("sample_call", one("S12", "S13"), "R03", "answer! c, then! c, record! t4000"),
    ("register_lead", one("S1"), "R02 R03 R01", "source! c, subject! t40, description! t4000, link? t500"),
    ("lead_acknowledged", one("S0"), "R02 R03", "note? t2000"),
    ("convert_lead", one("S0"), "R02 R03", "channel! c, demand? t1000, name? t60, phone? t30, room? t20, complainant? c"),
    ("dismiss_lead", one("S0"), "R02 R03", "reason! t1000"),
    # beyond the walk, by approvals.md
    ("ask_compensation", span("S4", "S11") | X4, "R02 R04 R05", "amount! n, basis! c, grounds! t4000, documents? [n], plan? n"),
    ("declare_conflict", span("S1", "S13") | X4, "R01 R03 R06", "account? a, reason! t1000"),
    ("lift_conflict", span("S1", "S13") | X4, "R06 R08", "account! a, reason! t1000"),
    ("ask_background", span("S3", "S11") | X4, "R02 R03", "purpose! c, to! a, reason! t1000, background! t4000"),
    ("lawyers_letter", span("S5", "S11") | X4, "R13", "text! t8000, reason! t2000"),
    ("letter_sent", span("S5", "S13") | X4, "R13", "letter! n, on! d, evidence? [n]"),
    ("settlement", span("S5", "S11") | X4, "R13", "kind! c, text! t8000, reason! t2000, amount? n"),
    ("settlement_signed", span("S5", "S13") | X4, "R13", "settlement! n, on! d, evidence! [n], due? d, text? t1000"),
    ("close_unreachable", one("S7", "S11"), "R02 R04", "conditions! [c], evidence! [n], note! t2000"),
    # what leaves the house, and who speaks (D35, D36): meant
    ("draft_statement", SPOKEN, "R02 R03 R04 R14", f"audience! c, kind! c, incident? c, corrects! n, {WORDS}"),
    ("edit_statement", SPOKEN, "R02 R03 R04 R14", f"statement! n, {WORDS}"),
    ("ask_statement", SPOKEN, "R02 R03 R04 R14", "statement! n, note? t500"),
    ("withdraw_statement", SPOKEN, "R02 R03 R04 R06 R14 R15", "statement! n, reason! t1000"),
    ("hold_back_statement", SPOKEN, "R02 R03 R04 R06 R14 R15", "statement! n, until! i, reason? t500"),
    ("compare_statements", SPOKEN, "R03 R13 R14 R15", "statement! n, with! n, outcome! c, note! t2000"),
    ("release_statement", SPOKEN, "R01 R02 R03 R04 R14 R15", "statement! n, outlet! c"),
    ("prove_release", SPOKEN, "R02 R03 R04 R14 R15", "release! n, proof! t500, evidence? [n]"),
    ("appoint_spokesperson", SPOKEN, "R14", "account! a, reason? t500"),
    ("do_not_speak", SPOKEN, "R03 R06 R14 R15", "text! t2000"),
    ("silence_read", SPOKEN, "R01", "silence! n"),
    ("media_inquiry", SPOKEN, "R01 R02 R03 R04 R05 R06 R14 R15", "outlet_name! t200, question! t2000, reply_by! i"),
    ("inquiry_answered", SPOKEN, "R01 R15", "inquiry! n, statement? n, note! t2000"),
    ("interview", SPOKEN, "R01 R15", "outlet_name! t200, record! t8000, statement? n, evidence? [n]"),
    ("false_report", SPOKEN, "R01 R02 R03 R04 R05 R06 R14 R15", "outlet_name! t200, what! t2000, link? t500, evidence? [n]"),
    # group cases (C-25, C-30)
    ("make_group", span("S2", "S11") | X4, "R02 R03 R04 R06", "cause! t500, facts! t4000, households? n, organised? b"),
    ("common_facts", span("S2", "S11") | X4, "R02 R03 R04 R06", "facts! t4000"),
    ("join_group", span("S2", "S11") | X4, "R02 R03 R04 R06", "group! k, reason! t500"),
    ("leave_group", span("S2", "S11") | X4, "R02 R03 R04 R06", "reason! t500"),
    ("household_role", span("S2", "S11") | X4, "R02 R03 R04 R06", "role! c, purpose! t300, focus? t1000"),
    ("go_on_alone", span("S2", "S11") | X4, "R02 R03 R04 R06", "reason! t500"),
)  # fmt: skip

SHORT = {
    Kind.CODE: "c", Kind.CODES: "[c]", Kind.NUMBER: "n", Kind.NUMBERS: "[n]", Kind.FLAG: "b", Kind.DATE: "d",
    Kind.ACCOUNT: "a", Kind.ACCOUNTS: "[a]", Kind.APPROVAL: "p", Kind.STEPS: "s",
    Kind.DUTY: "u", Kind.INSTANT: "i", Kind.CASE: "k", Kind.DIGEST: "h", Kind.FILES: "[h]",
}  # fmt: skip


#: Commands that came with the second book (time-rules.md): turns, emergencies, promises, more time. Meant.
WHO = "R01 R02 R03 R04 R05 R06"
MORE = (
    ("report_turn", span("S1", "S13") | X4, WHO, "what! c, note! t2000"),
    ("third_party_involved", span("S1", "S13") | X4, WHO, "who! c, note! t2000"),
    ("media_involved", span("S1", "S13") | X4, f"{WHO} R14", "kind! c, note! t2000"),
    ("acknowledge", span("S1", "S13") | X4, "R06 R08", "note? t500"),
    ("latent_crisis", span("S1", "S6"), "R02 R03", "note! t2000"),
    ("risk_warning", span("S1", "S13") | X4, "R02 R03", "calls! [c], departments! [c], text! t2000"),
    ("confirm_team", span("S1", "S13") | X4, "R06 R08", "team! [a], note? t500"),
    ("emergency", span("S1", "S13") | X4, WHO, "kind! c, note! t2000"),
    ("emergency_checked", span("S1", "S13") | X4, WHO, "items! [c], note? t1000"),
    ("promise_visit", span("S1", "S13") | X4, "R02 R04 R05", "at! i, note? t500"),
    ("visit_arrived", span("S1", "S13") | X4, "R02 R04 R05", "promise! n, note? t500"),
    ("permanent_fix", span("S1", "S13") | X4, "R02 R04 R05", "measure! n, note! t1000, evidence? [n]"),
    ("ask_pause", span("S1", "S13") | X4, "R02 R04 R05", "duty! u, reason! t1000, until? d, hours? n"),
    ("ask_extension", span("S1", "S13") | X4, "R02 R04 R05", "duty! u, reason! t1000, until? d, hours? n"),
    ("resume", span("S1", "S13") | X4, "R02 R03 R04 R05 R06", "duty! u, note? t500"),
)  # fmt: skip
#: Commands of a crisis (D19-D22, D24-D38, D53): meant, and not of the walk.
TEAM = "R03 R06 R09"
LONG = span("S1", "S13") | X4
CRISIS = (
    ("change_phase", LONG, TEAM, "phase! c, condition! c, reason! t1000"),
    ("keep_phase", LONG, TEAM, "reason! t1000"),
    ("tick_strategy", LONG, f"{TEAM} R02 R04", "items! [c], note? t1000"),
    ("declare_crisis", LONG, "R02 R03 R04 R05 R06", "reason! t1000, commander! a"),
    ("stand_down", LONG, TEAM, "conditions! [c], reason! t1000"),
    ("hand_over_command", LONG, f"{TEAM} R08", "commander! a, note! t2000"),
    ("accept_command", LONG, "R01", ""),
    ("decline_command", LONG, "R01", "reason! t1000"),
    ("post_person", LONG, TEAM, "post! c, account! a, where? t60"),
    ("relieve_person", LONG, TEAM, "appointment! n, reason! t1000"),
    ("crisis_contact", LONG, f"{TEAM} R02 R04", "kind! c, person! t60, number! t30"),
    ("record_fact", LONG, f"{TEAM} R02 R04 R05", "text! t500, source! c, certainty! c, supersedes? n"),
    ("set_reception", LONG, f"{TEAM} R02", "venue! t200, staff! [a], note? t1000"),
    ("intensification", LONG, f"{TEAM} R02", "reason! t1000"),
    ("police_card", LONG, f"{TEAM} R16", "conditions! t1000, channel! t200, way! t500, people! t500, time! t200, third_parties? t1000"),
    ("brief_site", LONG, f"{TEAM} R16", "note! t1000"),
    ("ask_support", LONG, "R06 R09", "what! c, reason! t1000"),
    ("log_attendance", LONG, "R01 R06", "place! t200, note? t1000"),
    ("monitor_log", LONG, "R02 R03 R04 R09 R14 R35", "place! c, outcome! c, what! t1000, tone! c, link? t500, reach? n, mentions? n, picture? n, action? t500"),
    ("media_contact", LONG, f"{TEAM} R14 R15", "outlet! t200, note! t2000"),
    ("recovery_plan", LONG, TEAM, "effects! t4000, until! d, departments? t2000"),
    ("recovery_measure", LONG, TEAM, "kind! c, what! t2000, owner! a, due! d"),
    ("sudden_event", LONG, f"{TEAM} R02 R04 R05", "what! c, affected! t500, note! t2000"),
    ("owners_notified", LONG, "R02 R03 R04 R05 R09", "ways! [c], text! t2000"),
    ("read_report", LONG, f"{TEAM} R08 R10", "report! n"),
    ("recovery_done", LONG, f"{TEAM} R02 R04 R05", "recovery! n, note! t1000"),
)  # fmt: skip
ALL = (*TABLE, *MORE, *CRISIS)


def written(field: Field) -> str:
    kind = f"t{field.limit}" if field.kind is Kind.TEXT else SHORT[field.kind]
    return f"{field.name}{'!' if field.required else '?'} {kind}"


def test_the_commands_are_those_of_the_table_and_no_others() -> None:
    assert set(COMMANDS) == {"register", *(name for name, *_ in ALL)}
    assert set(DECISIONS) == {"approve", "reject", "return"}


@pytest.mark.parametrize(
    ("name", "where", "roles", "fields"),
    ALL,
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_a_command_stands_where_the_walk_puts_it(name: str, where: frozenset[Stage], roles: str, fields: str) -> None:
    row = COMMANDS[name]

    assert row.stages == where
    assert {str(r) for r in row.roles} == set(roles.split())
    assert ", ".join(written(f) for f in row.fields) == fields


#: Fields that are asked only when another has these values (WALK section 5).
WHEN = {
    ("screen_decision", "department"): ("outcome", {"valid"}),
    ("screen_decision", "explanation"): ("outcome", {"invalid", "enquiry"}),
    ("screen_decision", "parent"): ("outcome", {"duplicate"}),
    ("log_contact", "answer"): ("purpose", {"present", "result", "explain"}),
    ("log_contact", "letter"): ("way", {"chat", "email", "letter"}),
    ("customer_response", "words"): ("outcome", {"dissatisfied"}),
    ("rework", "plan"): ("outcome", {"principle", "detail"}),
    ("rework", "no_customer_risk"): ("outcome", {"detail"}),
    ("rework", "reason"): ("outcome", {"not_adjustable"}),
    ("contingency_result", "to"): ("outcome", {"third_party"}),
    ("ask", "text"): ("rule", {"A08"}),
    ("sample_call", "then"): ("answer", {"unsatisfied"}),
    ("draft_statement", "incident"): ("kind", {"holding"}),
    ("draft_statement", "corrects"): ("kind", {"correction"}),
    **dict.fromkeys(
        [("monitor_log", name) for name in ("what", "tone", "reach", "mentions", "picture")], ("outcome", {"found"})
    ),
}


def test_conditional_fields_are_those_of_the_walk() -> None:
    found = {(row.name, f.name): (f.when[0], {str(v) for v in f.when[1]}) for row in ROWS for f in row.fields if f.when}

    assert found == WHEN


#: What of a plan is for the few (D06): bottom lines, losses, names.
FOR_THE_FEW = ("bottom_line", "their_bottom_line", "our_loss", "compromise", "key_owners")


def test_only_what_a_plan_keeps_for_the_few_is_restricted() -> None:
    found = [(row.name, f.name) for row in ROWS for f in row.fields if f.restricted]
    # and background data, which few read and most installations do not take at all (A24); what a household minds (C-15)
    rest = [("ask_background", "background"), ("household_role", "focus")]
    assert found == [*(("save_plan", name) for name in FOR_THE_FEW), *rest]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_command_can_be_refused_for_its_stage_in_both_languages(row) -> None:
    for stage in Stage:
        refusal = Refusal("wrong_stage", {"name": row.name, "stage": str(stage)})
        zh, en = sentence(refusal, "zh-CN"), sentence(refusal, "en")

        assert stage.zh in zh
        assert zh.endswith("。")
        assert stage.en in en
        assert en.endswith(".")


def test_a_form_as_json_schema_names_every_field() -> None:
    for command in as_data(language="en")["commands"]:
        fields = {f.name for f in COMMANDS[command["name"]].fields}
        schema = command["schema"]

        assert set(schema["properties"]) == fields
        assert set(schema["required"]) <= fields
        assert schema["additionalProperties"] is False
