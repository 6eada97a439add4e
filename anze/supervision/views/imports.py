"""Items under supervision from Excel: what the pages of incoming workbooks are told of them."""

from typing import Final

from django.urls import reverse_lazy

from anze.register.views.incoming import Place, verbs_of
from anze.supervision.actions.importing import TAKING
from anze.supervision.excel.columns import TABLES, template
from anze.supervision.models import TaskImport
from anze.supervision.policies import ASSIGN

PLACE: Final = Place(
    space="supervision", where="督办事项", permission=ASSIGN, model=TaskImport, tables=TABLES, first="list", template=template,
    export=reverse_lazy("supervision:list", query={"view": "all", "excel": "1"}), hint="只收 .xlsx，最大 10 MB、20,000 行；行多的在后台写入。",
    sheets="一张表，一行一个督办事项。带编号、还没有交办的，改了就更改；没有编号的是新的，导入以后是“已立项，待交办”。",
    **verbs_of(TAKING), undone="已撤销：这次导入新立项的已全部撤销，更改的已恢复原样。")
