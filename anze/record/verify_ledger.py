#!/usr/bin/env python3
# ruff: noqa: UP031, T201, PTH123, N818 — for whatever Python 3 an auditor has, speaking by printing
# mypy: ignore-errors
"""Check an export of the ledger without the site that made it: python3 verify_ledger.py EXPORT [CHECKPOINT ...]

核验账本导出文件。只用 Python 自带的库（3.8 以上），不联网，不用安装任何东西：
    python3 verify_ledger.py 账本.jsonl 检查点.json [检查点.json ...]
结论：退出码 0 全部相符；1 有不符；2 文件读不懂。没有给检查点时，只能证明内部一致。

An entry's digest is the SHA-256 of the JSON list of its fields (no spaces, UTF-8), the last of which is the digest of the
entry before; the first follows 64 zeros. A text's digest is HMAC-SHA-256 with the key beside it.
"""

import hashlib
import hmac
import json
import sys

FIELDS = ("seq", "at", "actor", "on_behalf", "verb", "object_type", "object_id", "unit", "happened_on", "provision",
          "before", "after", "content", "previous")
GENESIS = "0" * 64
INNER_ONLY = "没有给检查点，只能证明内部一致：有人整本改写或截去末尾，这样查不出来。"
MOST_FAULTS = 100


class Unreadable(Exception):
    """A file that is not what it should be."""


def canonical(value):
    """Return the one JSON text of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(entry):
    """Return the digest that an entry should have."""
    return hashlib.sha256(canonical([entry[name] for name in FIELDS]).encode()).hexdigest()


def keyed(key, text):
    """Return the keyed digest of a text."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def text_fits(entry):
    """Say whether the text that stands with an entry is the one that was sealed."""
    key, text = bytes.fromhex(entry["key"]), entry["text"]
    if keyed(key, text) != entry["content"]:
        return False
    said = json.loads(text)
    states = ((said["before"], entry["before"]), (said["after"], entry["after"]))
    return all(("" if state is None else keyed(key, canonical(state))) == digest for state, digest in states)


def check(lines, checkpoints):
    """Return (number of entries, last digest, faults) of an export, compared with checkpoints (dictionaries)."""
    lines = iter(lines)
    head = json.loads(next(lines, "null"))
    if not isinstance(head, dict) or head.get("format") != "anze-ledger-1":
        raise Unreadable("这不是账本导出文件。请用 anze ledger export 重新导出。")
    seq, digest, first, faults, erased, told, met = 0, GENESIS, "", [], set(), set(), set()
    wanted = {(one["seq"], one["digest"]) for one in checkpoints}
    for line in lines:
        entry = json.loads(line)
        number = entry["seq"]
        if number != seq + 1:
            faults.append("缺第 %d 条" % (seq + 1) if number > seq else "第 %d 条的次序不对" % number)
        if entry["previous"] != digest:
            faults.append("第 %d 条接不上前一条" % number)
        if digest_of(entry) != entry["digest"]:
            faults.append("第 %d 条被改动过" % number)
        if entry["erased"]:
            erased.add(number)
        if head["texts"]:
            faults.extend(text_faults(entry))
        if entry["verb"] == "擦除内容" and entry["object_type"] == "ledger" and entry["object_id"].isdigit():
            told.add(int(entry["object_id"]))
        seq, digest = number, entry["digest"]
        first = first or digest
        if (seq, digest) in wanted:
            met.add(seq)
    faults.extend("第 %d 条的内容被清空，账上却没有擦除的记录" % number for number in sorted(erased - told))
    faults.extend(against(checkpoints, seq, first, met))
    return seq, digest, faults


def text_faults(entry):
    """Return what is wrong with the text that stands with an entry."""
    if entry["text"] is None:
        return ["第 %d 条的内容不见了" % entry["seq"]]
    if entry["erased"]:
        return ["第 %d 条标为已擦除，却还有内容" % entry["seq"]] if entry["text"] or entry["key"] else []
    return [] if text_fits(entry) else ["第 %d 条的内容被改动过" % entry["seq"]]


def against(checkpoints, seq, first, met):
    """Return what does not agree with checkpoints that somebody kept."""
    faults = []
    for one in checkpoints:
        if one["ledger"] != first:
            faults.append("账本不是检查点（%d 条）所记的那一本" % one["seq"])
        elif one["seq"] > seq:
            faults.append("检查点记有 %d 条，账本只有 %d 条：末尾被截去，或换成了旧的副本" % (one["seq"], seq))
        elif one["seq"] not in met:
            faults.append("第 %d 条与检查点不符：检查点之前的内容被改写过" % one["seq"])
    return faults


def read_checkpoint(path):
    """Return the checkpoint in a file."""
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    if not isinstance(found, dict) or found.get("format") != "anze-checkpoint-1":
        raise Unreadable("%s 不是检查点文件。请换一份留存的检查点。" % path)
    return found


def main(arguments):
    """Check the files named on the command line; return the exit status."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    try:
        checkpoints = [read_checkpoint(path) for path in arguments[1:]]
        with open(arguments[0], encoding="utf-8") as file:
            seq, digest, faults = check(file, checkpoints)
    except (OSError, ValueError, KeyError, TypeError, Unreadable) as fault:
        print("读不懂：%s" % fault, file=sys.stderr)
        return 2
    print("共 %d 条，末条摘要 %s" % (seq, digest))
    for fault in faults[:MOST_FAULTS]:
        print("不符：%s" % fault)
    if not checkpoints:
        print(INNER_ONLY)
    else:
        last = max(one["seq"] for one in checkpoints)
        print("与 %d 份检查点核对。" % len(checkpoints) + ("检查点以后的 %d 条只能证明内部一致。" % (seq - last) if seq > last else ""))
    print("结论：%s" % ("有 %d 处不符" % len(faults) if faults else "全部相符" if checkpoints else "内部一致"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
