"""`anlan export`: the dossier of a case, outside any web process and for nobody's eyes in particular.

Whoever runs it holds no seat: what is restricted to a few is left out, as for anybody else.
"""

from desk.dossiers import FILE, Dossier
from desk.opening import Settings, opened
from desk.views import Person

#: Who is named in the access log.
OPERATOR = "operator"


async def dossier_of(number: str, settings: Settings) -> Dossier:
    """The dossier of one case. Raises NotFound."""
    async with opened(settings) as office:
        projects = tuple(site.code for site in await office.people.sites())
        reader = Person(OPERATOR, "系统操作员", "System operator", projects=projects)
        return await office.desk.dossier(reader, number, FILE)
