"""The verbs of the register: each one transaction that checks, saves and writes to the ledger. Nothing is ever overwritten."""

from anze.register.actions.officers import add_officer, rename_officer
from anze.register.actions.tenures import begin_tenure, correct_tenure, end_tenure
from anze.register.actions.units import add_unit, change_unit

__all__ = ["add_officer", "add_unit", "begin_tenure", "change_unit", "correct_tenure", "end_tenure", "rename_officer"]
