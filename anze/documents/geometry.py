"""The geometry of official documents (GB/T 9704—2012): paper, type area, fonts and sizes."""

from math import floor
from typing import Final

from docx.shared import Length, Mm, Pt

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)  # A4
TOP, LEFT = Mm(37), Mm(28)                  # 天头, 订口
AREA_WIDTH, AREA_HEIGHT = Mm(156), Mm(225)  # 版心
RIGHT, BOTTOM = Length(PAGE_WIDTH - LEFT - AREA_WIDTH), Length(PAGE_HEIGHT - TOP - AREA_HEIGHT)
LINES, CHARACTERS = 22, 28                  # 每面 22 行，每行 28 字
TWIP: Final = 635                           # English metric units

# 号 → points. 三号 is 16 pt in a word processor; the grid below sets 28 of them to the line.
SIZES: Final = {"二号": Pt(22), "三号": Pt(16), "四号": Pt(14), "小四": Pt(12)}
BODY, TITLE, HEADING, SECOND, FOOT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"

LINE_PITCH: Final = int(AREA_HEIGHT / TWIP / LINES)  # twips from line to line
# What the grid adds to the width of a body character, in 1/4096 pt: negative, for 28 characters of 16 pt are wider than 156 mm.
CHARACTER_SPACE: Final = floor((AREA_WIDTH.pt / CHARACTERS - SIZES["三号"].pt) * 4096)
EXACT_LINE: Final = Pt(LINE_PITCH / 20)
