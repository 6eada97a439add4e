"""The endpoints, a subject a file. Each asks the same queries as the page of that name, with the same rights; none has a rule of its own."""

from anze.api.endpoints import accidents, acts, duties, findings, hazards, interviews, ledger, me, register

ROUTERS = (me.router, register.router, acts.router, duties.router, accidents.router, hazards.router, interviews.router, findings.router, ledger.router)
