"""The verbs of the register: each one transaction that checks, saves and writes to the ledger. Nothing is ever overwritten."""

from anze.register.actions.committees import end_committee, set_directors
from anze.register.actions.founding import found, load_divisions
from anze.register.actions.moves import hand_over, transfer
from anze.register.actions.officers import add_officer, add_officer_in_post, rename_officer
from anze.register.actions.overtaken import Overtaken
from anze.register.actions.tenures import begin_tenure, correct_tenure, end_tenure
from anze.register.actions.towns import delist_town, list_town
from anze.register.actions.units import add_unit, change_unit, close_unit, reopen_unit
from anze.register.actions.withdrawals import withdraw

__all__ = ["Overtaken", "add_officer", "add_officer_in_post", "add_unit", "begin_tenure", "change_unit", "close_unit", "correct_tenure", "delist_town",
           "end_committee", "end_tenure", "found", "hand_over", "list_town", "load_divisions", "rename_officer", "reopen_unit",
           "set_directors", "transfer", "withdraw"]
