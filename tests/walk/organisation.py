"""The demo organisation's seats, as the domain tests need them (CONTRACT.md)."""

from domain.roster import Holding, Roster

GROUP = (
    Holding("R08", "region"),
    Holding("R13", "legal"),
    Holding("R14", "pr"),
    Holding("R15", "spokes"),
    Holding("R10", "exec"),
    Holding("R31", "audit"),
    Holding("R32", "admin"),
)

YXY = Roster(
    "YXY",
    (
        Holding("R02", "cs"),
        Holding("R03", "csm"),
        Holding("R03", "csm1"),
        Holding("R05", "eng", "engineering"),
        Holding("R05", "sales", "sales"),
        Holding("R05", "prop", "property"),
        Holding("R06", "head"),
        Holding("R06", "head1", deputy=True),
        *GROUP,
    ),
)

JWL = Roster(
    "JWL",
    (
        Holding("R02", "cs2"),
        Holding("R03", "csm2"),
        Holding("R05", "eng2", "engineering"),
        Holding("R06", "head2"),
        *GROUP,
    ),
)
