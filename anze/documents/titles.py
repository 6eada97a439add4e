"""Break a long title into lines as an official would: words stay whole, the lines are about equally long, the longest in the middle
(GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当)."""

import re
from functools import cache, lru_cache
from typing import Final

LONGEST: Final = 19  # characters of 二号 that stand in a line and leave something free at both sides
LEAST: Final = 3     # one or two characters never stand alone
# Words of titles that stay whole. Longer ones are found before what they begin with.
_WORDS: Final = """
    关于 有关 有关负责人 的通知 的通报 的报告 的快报 的请示 的批复 的意见 的函 的决定 的公告 的方案 的办法 的规定 的细则 通知
    通报 快报 报告 纪要 意见 方案 办法 细则 规定 安全生产 安全生产委员会 安委会 安委办 办公室 责任制 责任书 人民政府 人民法院
    人民检察院 管理局 应急管理局 应急管理 委员会 指挥部 党委 市委 县委 区委 省委 政府 党政领导干部 领导干部 负责人 主要负责人
    责任人 成员单位 相关部门 有关部门 有关单位 重大事故隐患 事故隐患 重大隐患 隐患 挂牌督办 督办 督办单 约谈 约谈事项 催办 进行
    实行 开展 做好 加强 落实 贯彻 印发 开展好 进一步 切实 推进 组织 召开 报送 整改 整改不力 情况 工作 任务 职责 职责任务
    履职 履职证据包 证据包 考核 考核结果 年度 巡查 反馈 检查 排查 整治 专项整治 专项行动 大排查大整治 隐患排查 应急预案 应急救援 生产安全事故
    安全事故 事故 较大事故 重大事故 一般事故 火灾事故 坠落 高处坠落 物体打击 坍塌 触电 中毒 窒息 爆炸 火灾 消防安全 道路交通
    交通运输 危险化学品 烟花爆竹 建筑施工 建筑工地 非煤矿山 城镇燃气 特种设备 有限公司 有限责任公司 股份 集团 公司 工厂 工地 全市
    全县 全区 全省 全国 清单 名单 计划 总结 会议 培训 教育 宣传 年终 季度 第一季度 第二季度 第三季度 第四季度 上半年 下半年
    春节 国庆 汛期 企业 单位 部门 领导 干部 责任 管理 监督 执行 实施 转发 调整 成立 举办 征求 表彰 追究 处理 调查 研究
    清理 化工 矿山 燃气 街道 办事处 村民委员会 住房和城乡建设 住房和城乡建设局 市场监督管理局 农业农村局 自然资源局 工业和信息化局
    交通运输局 公安局 教育局 文化广电旅游体育局
"""
WORDS: Final = tuple(sorted(_WORDS.split(), key=lambda word: (-len(word), word)))
# A number with what it counts, letters, something short in quotation marks or brackets; and a place: two or three characters before what it is.
_WHOLE: Final = re.compile(r"[0-9０-９]+[年月日号届次期起个项人条%]|[A-Za-z0-9０-９.·—-]+|“[^”]{1,10}”|《[^》]{1,8}》|〔[^〕]{1,6}〕")
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:壮族瑶族|瑶族|壮族|苗族|土家族)自治[州县]|[\u4e00-\u9fff]{2,3}?(自治区|街道办事处|街道|省|市|县|区|镇|乡)")
_BEFORE_PLACES: Final = frozenset("对在与和及向由为从给按将把")  # no place begins with these
_NEVER_FIRST: Final = frozenset("的了地得、，。；：！？）》”’〕】·—…％%")
_NEVER_LAST: Final = frozenset("（《“‘〔【")
_BINDING: Final = frozenset("对在与和及向由为从给按将把以并及、")  # better at the beginning of a line than at its end
_OF_WHAT_FOLLOWS: Final = ("有关", "关于", "进行", "实行", "开展")
TORN, IN_UNKNOWN, FORBIDDEN, ENDS_BADLY, BEGINS_BADLY, TOO_SHORT, ODD_SHAPE = 10_000, 60, 2_000, 40, 40, 5_000, 2


@lru_cache(1024)
def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title. Joined they are the title; each is at most `LONGEST` long."""
    if len(title) <= LONGEST:
        return (title,)
    breaks = _breaks(title)
    least = -(-len(title) // LONGEST)
    _, lines = min((_set(title, breaks, count) for count in (least, least + 1)), key=lambda one: one[0])
    return lines


def _set(title: str, breaks: list[int], count: int) -> tuple[float, tuple[str, ...]]:
    """Return the best way to set a title in so many lines, and what it costs: the way to each place, line after line."""
    wanted = _lengths(len(title), count)
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for number, long in enumerate(wanted, 1):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in ways.items():
            first = max(start + 1, len(title) - (count - number) * LONGEST)  # what is left fits into the lines that are left
            last = min(start + LONGEST, len(title) - (count - number))
            for end in range(first, last + 1):
                there = cost + (end - start - long) ** 2 + breaks[end] + (TOO_SHORT if end - start < LEAST else 0)
                if end not in found or there < found[end][0]:
                    found[end] = (there, (*ends, end))
        ways = found
    cost, ends = ways[len(title)]
    starts = (0, *ends)
    # a line more than must be is worth it only where it keeps a word whole
    return cost + (0 if count == -(-len(title) // LONGEST) else 100), tuple(title[start:end] for start, end in zip(starts, ends, strict=False))


def _lengths(whole: int, count: int) -> list[float]:
    """Return how long the lines would best be: those in the middle a little longer, a diamond."""
    if count < 3:
        return [whole / count] * count
    edge = whole / count - ODD_SHAPE
    return [edge, *[(whole - 2 * edge) / (count - 2)] * (count - 2), edge]


def _breaks(title: str) -> list[int]:
    """Return what a break at each place of the title costs; a break at the end costs nothing."""
    cost, place, unknown = [IN_UNKNOWN] * (len(title) + 1), 0, 0
    while place < len(title):
        word = _word(title, place)
        if word:
            cost[place] = 0 if not unknown or unknown > 1 else ENDS_BADLY
            for inside in range(place + 1, place + len(word)):
                cost[inside] = TORN
            cost[place + len(word)] = 0
            place, unknown = place + len(word), 0
        else:
            cost[place] = cost[place] if unknown else 0
            place, unknown = place + 1, unknown + 1
    for after in range(1, len(title)):
        last, first = title[after - 1], title[after]
        if first in _NEVER_FIRST or last in _NEVER_LAST:
            cost[after] += BEGINS_BADLY if first == "的" and _word(title, after) else FORBIDDEN
        if last in _BINDING or title[:after].endswith(_OF_WHAT_FOLLOWS):
            cost[after] += ENDS_BADLY
    cost[0] = cost[len(title)] = 0
    return cost


def _word(title: str, place: int) -> str:
    """Return the word that begins at a place of the title; empty where none is known."""
    for word in _words_of(title[place]):
        if title.startswith(word, place):
            return word
    whole = _WHOLE.match(title, place)
    if whole:
        return whole.group()
    found = _PLACE.match(title, place)
    if not found or title[place] in _BEFORE_PLACES:
        return ""
    name = found.group()
    runs_into_words = any(_known(name, inside) for inside in range(1, len(name) - len(found.group(1) or "自治县")))
    return "" if runs_into_words else name


def _known(text: str, place: int) -> bool:
    return any(text.startswith(word, place) for word in _words_of(text[place]))


@cache
def _words_of(first: str) -> tuple[str, ...]:
    return tuple(word for word in WORDS if word[0] == first)
