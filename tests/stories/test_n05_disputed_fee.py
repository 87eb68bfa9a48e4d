"""N05: a repair agreed at a price, done, and not paid. The signed price is the evidence, the fee is explained."""

from tests.stories.conftest import Tell
from tests.stories.telling import Tale


async def disputed_fee(tale: Tale) -> None:
    """Two short circuits, found and put right for an agreed fee; the owner takes it for common service (D61)."""
    await tale.opens("12-08 14:20", "cs", subject="线路维修收费有异议", demand="不付维修费", room="2-1-0902")
    await tale.does("14:25", "cs", "log_contact", purpose="acknowledge", way="phone", note="会核对当天的派工单。")
    await tale.does("14:40", "prop", "add_evidence", kind="signed_form", reason="报价单，开工前业主签字")
    await tale.does("14:45", "prop", "add_evidence", kind="signed_form", reason="验收单，电器已由业主逐一试过")
    await tale.refused("14:50", "cs", "missing", "screen_decision", outcome="invalid", explanation="")
    await tale.does("15:30", "cs", "log_contact", purpose="progress", way="phone", note="公共维修与特约服务的区别。")
    await tale.does("16:05", "cs", "add_evidence", kind="customer_confirmation", reason="当场付费，写下“非常满意”")
    asked = "X1; asks A15.1.R03 csm csm1"
    why = "室内线路属特约服务；开工前已告知价格并签字。"
    await tale.does("16:10", "cs", "screen_decision", outcome="invalid", explanation=why, then=asked)
    await tale.signs("17:30", "csm1", "A15.1.R03", then="ended")


async def test_a_signed_price_is_explained_and_looked_at_once_more(tell: Tell) -> None:
    async with tell() as tale:
        await disputed_fee(tale)
        case = await tale.case()
        clocks = await tale.duties()
        news = await tale.news()

    assert (case.stage, case.level) == ("X1", None)
    assert clocks == [
        "T03.1 12-08 18:20 met",
        "T50.1 12-08 15:20 met",
        "T26.1 12-09 00:10 met",
    ]
    assert news == [
        "12-08 14:50 refused missing -> cs",
        "12-08 16:10 asked A15.1.R03 -> csm csm1",
        "12-08 17:30 signed A15.1.R03 approve -> cs",
    ]
