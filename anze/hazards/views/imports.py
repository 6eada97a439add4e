"""Dangers from Excel: what the pages of incoming workbooks are told of it."""

from typing import Final

from django.urls import reverse_lazy

from anze.hazards.actions.importing import TAKING
from anze.hazards.excel.book import template
from anze.hazards.excel.columns import TABLES
from anze.hazards.models import DangerImport
from anze.hazards.policies import CHANGE
from anze.register.views.incoming import Place, verbs_of

PLACE: Final = Place(
    space="hazards", where="隐患", permission=CHANGE, model=DangerImport, tables=TABLES, first="list", template=template,
    export=reverse_lazy("hazards:list", query={"view": "all", "excel": "1"}), hint="只收 .xlsx，最大 10 MB、20,000 行；行多的在后台写入。",
    sheets="一张表，一行一个隐患。带编号的是已登记的，改了就更正；没有编号的是新的，重大隐患登记后立即报县、市安委办并提请挂牌。",
    **verbs_of(TAKING), undone="已撤销：这次导入新增的登记已全部撤回，更正的已恢复原样。")
