"""The clock that is over when a case begins: from a contact to its registration (T01)."""

from domain.duty import Begin, DutyRule, Stop
from domain.vocabulary import Role

OPENING: tuple[DutyRule, ...] = (
    DutyRule(
        "T01",
        "登记投诉",
        "Register the contact",
        Role.R01,
        Role.R03,
        (Stop("register"), Stop("convert_lead")),
        command="register",
        begins=(Begin("convert_lead"),),
        bound=False,
        book=2,
        starts_if=lambda _: False,  # it began before the case did: `registering` tells it
    ),
)
