"""The template of the register of accidents: notes, lists to choose from, an example row."""

from anze.accidents.excel.columns import ACCIDENTS
from anze.register.excel.roster import columns
from anze.workbook.write import Sheet


def template() -> list[Sheet]:
    """Return the sheet with nothing but an example row, which is passed over when the file comes back."""
    return [Sheet(ACCIDENTS.title, columns(ACCIDENTS), [[heading.example for heading in ACCIDENTS.headings]], examples=1)]
