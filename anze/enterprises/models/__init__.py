"""What is stored of production units, of who supervises them, of grids and of delegations."""

from anze.enterprises.models.cell import Cell, CellHolder, CellVersion
from anze.enterprises.models.charge import Charge, Kind
from anze.enterprises.models.delegation import Delegation
from anze.enterprises.models.enterprise import Enterprise, EnterpriseVersion
from anze.enterprises.models.imports import EnterpriseImport

__all__ = ["Cell", "CellHolder", "CellVersion", "Charge", "Delegation", "Enterprise", "EnterpriseImport", "EnterpriseVersion", "Kind"]
