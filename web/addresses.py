"""What may stand in an address. Anything else is no address of ours: 404 before the desk is asked."""

from typing import Annotated

from fastapi import Path, Query

Number = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,40}$")]
ApprovalId = Annotated[str, Path(pattern=r"^[A-Za-z0-9.-]{1,80}$")]
CommandId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,64}$")]
CommandName = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Done = Annotated[str, Query(pattern=r"^[A-Za-z0-9-]{0,64}$")]
Cursor = Annotated[str, Query(pattern=r"^[A-Za-z0-9.:~-]{0,80}$")]
CaseNumber = Annotated[str, Query(pattern=r"^([A-Z0-9]{1,20}-(D-)?\d{4}-\d{4,9})?$")]
CampaignNumber = Annotated[str, Query(pattern=r"^([A-Z0-9]{1,20}-C-\d{4,9})?$")]
