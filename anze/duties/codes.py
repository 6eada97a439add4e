"""The codes of duties that the law core does not need."""

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {"digest": "每日提醒", "urge": "催办通知", "escalation": "逾期上报"}
CHANNELS: Final[Mapping[str, str]] = {"page": "站内", "mail": "邮件", "robot": "机器人"}
# The usual names of sectors, offered where one is written; another may be written.
SECTORS: Final = ("非煤矿山", "危险化学品", "建筑施工", "道路交通", "水上交通", "消防", "城镇燃气", "特种设备", "工贸", "农业机械", "旅游", "学校", "医疗卫生",
                  "电力",
                  "水利", "林业", "烟花爆竹", "民用爆炸物品")
