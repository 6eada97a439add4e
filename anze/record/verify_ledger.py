#!/usr/bin/env python3
# ruff: noqa: UP031, T201, PTH112, PTH113, PTH118, PTH123, N818, RUF005 — for whatever Python 3 an auditor has, speaking by printing
# mypy: ignore-errors
"""Check an evidence pack or an export of the ledger without the site that made it: python3 verify_ledger.py FILE [--checkpoint CHECKPOINT ...]

核验履职证据包或者账本导出文件。只用 Python 自带的库（3.8 以上），不联网，不用安装任何东西：
    python3 verify_ledger.py 证据包.zip --checkpoint 检查点.json      压缩包；解开以后的文件夹、账本导出文件（账本.jsonl）也可以
检查点可以给多个。检查点晚于证据包的，另给此后的账本摘要：--digests 账本摘要.bin
结论：退出码 0 相符；1 有不符；2 文件读不懂；3 不能判定（检查点晚于证据包，又没有给此后的账本摘要）。没有给检查点时，只能证明内部一致。

An entry's digest is the SHA-256 of the JSON list of its fields (no spaces, UTF-8), the last of which is the digest of the entry before; the first
follows 64 zeros. A text's digest is HMAC-SHA-256 with the key beside it. The root over the digests is that of RFC 6962, over hexadecimal digests.
"""

import hashlib
import hmac
import json
import os
import re
import stat
import struct
import sys
import zipfile
import zlib

FIELDS = ("seq", "at", "actor", "on_behalf", "verb", "object_type", "object_id", "unit", "happened_on", "provision", "before", "after", "content", "previous")
GENESIS, UNDECIDED = "0" * 64, "不能判定："
JUNK = "不是证据包、账本导出文件或者检查点，或者内容不完整。请核对是不是选错了文件"
INNER_ONLY = "没有给检查点，只能证明内部一致：有人整本改写或截去末尾，这样查不出来。"
MANIFEST, SUMS, DIGESTS, ENTRIES, HEAD = "manifest.json", "manifest.sha256", "ledger/digests.bin", "ledger/entries.jsonl", "ledger/head.json"
SUMMED = (MANIFEST, DIGESTS, ENTRIES, HEAD)
MOST_FAULTS, MOST_FILES, MOST_BYTES, MOST_LISTED, CHUNK = 100, 10000, 2 ** 32 - 2 ** 20, 2 ** 28, 2 ** 18
OUTSIDE = re.compile(r'[\x00-\x1f\\:*?"<>|]')  # what no name in a pack has


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


def text_faults(entry):
    """Return what is wrong with the text that stands with an entry."""
    if entry["text"] is None:
        return ["第 %d 条的内容不见了" % entry["seq"]]
    if entry["erased"]:
        return ["第 %d 条标为已擦除，却还有内容" % entry["seq"]] if entry["text"] or entry["key"] else []
    return [] if text_fits(entry) else ["第 %d 条的内容被改动过" % entry["seq"]]


def erases(entry):
    """Return the number of the entry whose text was erased, as an entry says; 0 for one that says nothing of the kind."""
    return int(entry["object_id"]) if (entry["verb"], entry["object_type"]) == ("擦除内容", "ledger") and entry["object_id"].isdecimal() else 0


def grow(peaks, count, digest):
    """Add the digest of entry `count` + 1 to the roots of the whole subtrees over those before."""
    node = hashlib.sha256(b"\x00" + digest.encode()).digest()
    while count & 1:
        node, count = hashlib.sha256(b"\x01" + peaks.pop() + node).digest(), count >> 1
    peaks.append(node)


def root(peaks):
    """Return the root over all digests added."""
    node = peaks[-1]
    for peak in peaks[-2::-1]:
        node = hashlib.sha256(b"\x01" + peak + node).digest()
    return node.hex()


def check(lines, checkpoints):
    """Return (number of entries, last digest, faults) of an export, compared with checkpoints (dictionaries)."""
    lines = iter(lines)
    head = json.loads(next(lines, "null"))
    if not isinstance(head, dict) or head.get("format") != "anze-ledger-1":
        raise Unreadable("这不是账本导出文件，也不是证据包。请用 anze ledger export 重新导出，或给出证据包的压缩包。")
    seq, digest, first, faults, erased, told, met, peaks = 0, GENESIS, "", [], set(), set(), set(), []
    wanted = {}
    for one in checkpoints:
        wanted.setdefault((one["seq"], one["digest"]), {None}).add(one.get("root"))
    for count, line in enumerate(lines):
        entry = json.loads(line)
        number = entry["seq"]
        if number != seq + 1:
            faults.append("缺第 %d 条" % (seq + 1) if number > seq else "第 %d 条的次序不对" % number)
        if entry["previous"] != digest:
            faults.append("第 %d 条接不上前一条" % number)
        if digest_of(entry) != entry["digest"]:
            faults.append("第 %d 条被改动过" % number)
        erased |= {number} if entry["erased"] else set()
        if head["texts"]:
            faults.extend(text_faults(entry))
        told.add(erases(entry))
        seq, digest = number, entry["digest"]
        first = first or digest
        grow(peaks, count, digest)
        met |= {seq} if (seq, digest) in wanted and wanted[seq, digest] <= {None, root(peaks)} else set()
    faults.extend("第 %d 条的内容被清空，账上却没有擦除的记录" % number for number in sorted(erased - told))
    faults.extend(against(checkpoints, seq, first, met))
    return seq, digest, faults


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


def read_checkpoints(path):
    """Return the checkpoints in a file: one, or the list that a site publishes."""
    with open(path, encoding="utf-8") as file:
        told = json.loads(file.read(100000))
    found = told.get("heads", [told]) if isinstance(told, dict) else []
    if not found or any(one.get("format") != "anze-checkpoint-1" or type(one["seq"]) is not int or not 0 < one["seq"] == one.get("count", one["seq"])
                        for one in found):
        raise Unreadable("不是检查点文件，或者里面的条数（seq、count）不对。请换一份留存的检查点。")
    return [{"ledger": one["ledger"], "seq": one["seq"], "digest": one["digest"], "root": one.get("root")} for one in found]


def name_fault(name):
    """Return what is wrong with the name of a file in a pack; empty for nothing."""
    parts = name.split("/")
    return "路径越出证据包" if ".." in parts or OUTSIDE.search(name) or name.startswith("/") else "路径不规范" if {"", "."} & set(parts) else ""


class Folder:
    """An unpacked pack."""
    def __init__(self, path):
        self.path, self.names, self.faults = path, set(), []
        for base, folders, files in os.walk(path):
            if not folders and not files:
                self.faults.append("多出空文件夹 %s：清单里没有" % os.path.relpath(base, path).replace(os.sep, "/"))
            for name in folders + files:
                full = os.path.join(base, name)
                inside = os.path.relpath(full, path).replace(os.sep, "/")
                if not stat.S_ISREG(os.lstat(full).st_mode) and not (name in folders and stat.S_ISDIR(os.lstat(full).st_mode)):
                    self.faults.append("%s 是链接或特殊文件，不予核验" % inside)
                elif name in files:
                    self.names.add(inside)

    def open(self, name):
        """Open a file of the pack."""
        return open(os.path.join(self.path, *name.split("/")), "rb")


class Zip:
    """A pack in one file. Nothing is ever unpacked to the disk."""
    def __init__(self, path):
        self.path, self.archive, self.infos, self.faults = path, zipfile.ZipFile(path), {}, []
        infos = self.archive.infolist()
        for info in infos[:MOST_FILES]:
            name = info.orig_filename
            why = name_fault(name[:-1] if name.endswith("/") else name)
            why = why or ("有两个同名的文件" if name in self.infos else "是链接" if stat.S_ISLNK(info.external_attr >> 16) else "")
            why = why or ("加了密或用了别的压缩方法" if info.flag_bits & 1 or info.compress_type not in (0, 8) else "")
            if why:
                self.faults.append("压缩包里的 %r：%s，不予核验" % (name, why))
            elif not name.endswith("/"):
                self.infos[name] = info
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            self.faults.append("压缩包解开以后过大（%d 个文件），不像证据包，不予核验" % len(infos))
        self.names = set(self.infos)

    def open(self, name):
        """Open a file of the pack."""
        return self.archive.open(self.infos[name])

    def form_fault(self, found):
        """Return where the file is not, byte for byte, what packs are: nothing is hidden between, before or behind the files."""
        at, central = 0, b""
        with open(self.path, "rb") as file:
            for name in ordered(found):
                size, _, crc = found[name]
                header = local_header(name, size, crc)
                file.seek(at)
                if file.read(len(header)) != header:
                    return ["压缩包第 %d 字节起、文件 %s 的前面与原样不同：被改动过，或重新压缩过。内容逐个相符；重新压缩过的，请解开后核验文件夹" % (at, name)]
                central += central_header(name, size, crc, at)
                at += len(header) + size
            tail = central + end_record(len(found), len(central), at)
            file.seek(at)
            same = file.read(len(tail) + 1) == tail
        return [] if same else ["压缩包第 %d 字节起的目录与原样不同：被改动过，或重新压缩过。内容逐个相符；重新压缩过的，请解开后核验文件夹" % at]


def ordered(names):
    """Return the names of a pack's files in the order in which they are packed: the part of the ledger last, it is written last."""
    return sorted(names, key=lambda name: (name in (SUMS, DIGESTS, ENTRIES, HEAD), name != MANIFEST, name))


def local_header(name, size, crc):
    """Return what stands before a file in a pack: stored, of 1980-01-01, its name in UTF-8."""
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0x800, 0, 0, 0x21, crc, size, size, len(name.encode()), 0) + name.encode()


def central_header(name, size, crc, at):
    """Return the line of a file in a pack's directory; it may be read and written by its owner, read by others."""
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", 0x314, 20, 0x800, 0, 0, 0x21, crc, size, size, len(name.encode()), 0, 0, 0, 0, 0o100644 << 16,
                       at) + name.encode()


def end_record(count, size, at):
    """Return the end of a pack."""
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, at, 0)


def measured(pack, name, most):
    """Return (size, SHA-256, CRC-32) of a file in a pack; None where it cannot be read or has more than `most` bytes."""
    size, sha, crc = 0, hashlib.sha256(), 0
    try:
        with pack.open(name) as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                size, crc = size + len(chunk), zlib.crc32(chunk, crc)
                sha.update(chunk)
                if size > most:
                    return None
    except (OSError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return None
    return size, sha.hexdigest(), crc


def read_listed(pack):
    """Return (manifest, {path: (size or None, SHA-256, where that is said)}). Raises Unreadable with the place."""
    listed, name, line = {}, SUMS, 0
    try:
        for line, text in enumerate(pack.open(SUMS).read(10000).decode().splitlines(), 1):
            digest, _, path = text.partition("  ")
            if path not in SUMMED or path in listed or not re.fullmatch("[0-9a-f]{64}", digest):
                raise ValueError
            listed[path] = (None, digest, "%s 第 %d 行" % (SUMS, line))
        name, line = MANIFEST, 0
        manifest = json.loads(pack.open(MANIFEST).read(MOST_LISTED).decode())
        for line, one in enumerate(manifest["files"], 1):
            if one["path"] in listed or one["path"] == SUMS or name_fault(one["path"]) or not 0 <= one["size"] <= MOST_BYTES:
                raise ValueError
            listed[one["path"]] = (one["size"], one["sha256"], "%s 的第 %d 个文件" % (MANIFEST, line))
        if manifest["format"] == "anze-dossier-1":
            raise Unreadable("%s 是旧格式，没有列出所依据的账本条目，不予核验。办法：在系统里再生成一次" % MANIFEST)
        if manifest["format"] != "anze-dossier-2" or set(SUMMED) - set(listed):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as fault:
        place = "第 %d 行" % getattr(fault, "lineno", line) if name == SUMS or hasattr(fault, "lineno") else "第 %d 个文件处" % line
        raise Unreadable("%s %s读不懂：被改动过" % (name, place)) from fault
    return manifest, listed


def check_pack(pack, checkpoints, longer=b""):
    """Return (what to say, faults, number of the entry that records it) of a pack; `longer` are the digests of a later, longer ledger."""
    lacking = pack.faults or ["缺文件 %s" % name for name in (SUMS, *SUMMED) if name not in pack.names]
    if lacking:
        return [], lacking, 0
    try:
        manifest, listed = read_listed(pack)
    except Unreadable as fault:
        return [], [str(fault)], 0
    faults, found = [], {SUMS: measured(pack, SUMS, MOST_LISTED)}
    for name, (size, digest, place) in listed.items():
        if name not in pack.names:
            faults.append("缺文件 %s（%s）" % (name, place))
            continue
        found[name] = measured(pack, name, MOST_LISTED if size is None else size)
        if found[name] is None or found[name][1] != digest or size not in (None, found[name][0]):
            faults.append("文件 %s 被改动过：与 %s所记的不同" % (name, place))
    faults.extend("多出文件 %s：清单里没有" % name for name in sorted(pack.names - set(found)))
    if faults:
        return [], faults, 0
    try:
        said, faults, count = check_part(pack, manifest, found[MANIFEST][1], checkpoints, longer)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return [], ["%s、%s 或 %s 的写法不对：被改动过" % (MANIFEST, ENTRIES, HEAD)], 0
    said.insert(0, "证据包：%d 个文件，逐个与清单核对。所问：%s" % (len(found), question_of(manifest["asked"])))
    return said, faults + (pack.form_fault(found) if isinstance(pack, Zip) and not differing(faults) else []), count


def question_of(asked):
    """Return what a pack was asked for, in words."""
    day, known_at = ("%d年%d月%d日" % tuple(int(part) for part in asked[key].split("-")) for key in ("day", "known_at"))
    about = "，事故 %s" % asked["accident"] if asked["accident"] else ""
    return "人员 %s，%s%s；截至%s已知" % (asked["officer"], day, about, known_at)


def check_part(pack, manifest, manifest_digest, checkpoints, longer):
    """Return (what to say, faults, how many entries) of the part of the ledger in a pack, whose files are as they are listed."""
    digests = pack.open(DIGESTS).read()
    count = len(digests) // 32
    if not count or len(digests) % 32:
        return [], ["%s 的长度不对：每条摘要 32 字节" % DIGESTS], 0
    def at(seq):
        return (longer if seq > count else digests)[32 * (seq - 1):32 * seq].hex() if seq else GENESIS
    faults = [] if longer.startswith(digests) or not longer else ["另给的账本摘要不是同一本账本的：与 %s 不同" % DIGESTS]
    said, wrong = check_entries(pack, at, count, manifest, manifest_digest)
    faults.extend(wrong)
    roots, peaks = {}, []
    wanted = {count} | {one["seq"] for one in checkpoints}
    for seq in range(1, max(count, len(longer) // 32) + 1):
        grow(peaks, seq - 1, at(seq))
        if seq in wanted:
            roots[seq] = root(peaks)
    last = {"ledger": at(1), "seq": count, "digest": at(count), "root": roots[count]}
    told, base = json.loads(pack.open(HEAD).read()), manifest["head"]
    faults.extend("%s 的 %s 与 %s 不符" % (HEAD, key, DIGESTS) for key, value in last.items() if told.get(key) != value)
    if not 0 < base["seq"] <= count or base["digest"] != at(base["seq"]) or base["count"] != base["seq"]:
        faults.append("%s 的 head（账本第 %s 条）与 %s 不符" % (MANIFEST, base["seq"], DIGESTS))
    for one in checkpoints:
        if one["ledger"] != at(1):
            faults.append("账本不是检查点（%d 条）所记的那一本" % one["seq"])
        elif one["seq"] not in roots:
            faults.append(UNDECIDED + "检查点记有 %d 条，证据包里的账本只到第 %d 条：检查点晚于证据包，或者账本部分换成了旧的副本。办法：用第 %d 条时的"
                          "检查点，或者从系统的“核验账本”页取得此后的账本摘要，用 --digests 一起核验" % (one["seq"], count, count))
        elif one["digest"] != at(one["seq"]) or one["root"] not in (None, roots[one["seq"]]):
            faults.append("账本第 1 至 %d 条与检查点不符：检查点之前的内容被改写过" % one["seq"])
    said.insert(0, "账本到第 %d 条，末条摘要 %s" % (count, at(count)))
    return said + reach(checkpoints, count), faults, count


def check_entries(pack, at, count, manifest, manifest_digest):
    """Return (what to say, faults) of the entries that stand in a pack: those that its manifest lists and, last, the one that records the pack."""
    faults, entry, there, blank, told, lines = [], None, [0], set(), set(), pack.open(ENTRIES).read().decode().rstrip("\n").split("\n")
    if json.loads(lines[0]).get("format") != "anze-ledger-part-1":
        return [], ["%s 第 1 行不是账本摘录的开头" % ENTRIES]
    for number, line in enumerate(lines[1:], 2):
        entry = json.loads(line)
        seq = entry["seq"]
        place = "%s 第 %d 行（账本第 %s 条）：" % (ENTRIES, number, seq)
        if type(seq) is not int or not there[-1] < seq <= count:
            return [], faults + [place + "次序不对，或者不在账本里"]
        if digest_of(entry) != entry["digest"]:
            faults.append(place + "被改动过")
        if entry["digest"] != at(seq) or entry["previous"] != at(seq - 1):
            faults.append(place + "与 %s 里的摘要不符" % DIGESTS)
        faults.extend(place + what for what in text_faults(entry))
        there.append(seq)
        told.add(erases(entry))
        blank |= {seq} if entry["erased"] else set()
    listed, gone, found = set(manifest["entries"]), set(manifest["erased"]), set(there) - {0}
    faults.extend("%s %s账本第 %s 条：与 %s 所列的不同" % (ENTRIES, "缺" if n in listed else "多出", n, MANIFEST) for n in sorted(listed ^ found - {count}))
    faults.extend("%s 里账本第 %s 条的内容是否擦除，与 %s 所列的不同" % (ENTRIES, n, MANIFEST) for n in sorted(blank ^ gone))
    faults.extend("%s 里账本第 %s 条的内容被清空，却没有擦除它的登记" % (ENTRIES, n) for n in sorted(blank - told))
    if not faults and (entry is None or entry["seq"] != count or entry["object_type"] != "dossier"
                       or (json.loads(entry["text"])["after"] or {}).get("manifest") != manifest_digest):
        faults.append("账本第 %d 条记的不是这份 %s：清单被换过，或者账本部分是别的证据包的" % (count, MANIFEST))
    more = "；依法擦除了内容、只核对摘要的 %d 条：第 %s 条" % (len(blank), "、".join(map(str, sorted(blank)))) if blank else ""
    return ["所依据的账本与清单逐条核对：附有全文的 %d 条%s" % (len(found - blank), more)], faults


def reach(checkpoints, count):
    """Return what the checkpoints given do and do not show of a pack that is recorded as the entry `count`."""
    said = ["检查点（%d 条）没有树根（旧格式），只能核对那一条本身" % one["seq"] for one in checkpoints if not one["root"]]
    last, early = proven(checkpoints), "检查点（%d 条）早于证据包：登记在前 %d 条的已证实；公文、数据和条目的清单记在第 %d 条，只能证明内部一致"
    return said + ([early % (last, last, count)] if 0 < last < count else [])


def proven(checkpoints):
    """Return up to which entry checkpoints speak for all entries."""
    return max([one["seq"] for one in checkpoints if one["root"]], default=0)


def check_path(path, checkpoints, longer):
    """Check the file or folder at a path and print what was found; return (faults, whether the checkpoints speak for all of it)."""
    with open(path, "rb") if os.path.isfile(path) else open(os.devnull, "rb") as file:
        packed = file.read(2) == b"PK" or str(path).lower().endswith(".zip")
    if packed or os.path.isdir(path):
        try:
            pack = Zip(path) if packed else Folder(path)
        except (zipfile.BadZipFile, EOFError, struct.error):
            return ["压缩包不完整，读不出目录：末尾被截去，或不是压缩包"], False
        said, faults, count = check_pack(pack, checkpoints, longer)
        sys.stdout.writelines(line + "\n" for line in said)
        return faults, proven(checkpoints) >= count
    with open(path, encoding="utf-8") as file:
        seq, digest, faults = check(file, checkpoints)
    print("共 %d 条，末条摘要 %s" % (seq, digest))
    last = max([one["seq"] for one in checkpoints], default=0)
    if checkpoints:
        print("与 %d 份检查点核对。" % len(checkpoints) + ("检查点以后的 %d 条只能证明内部一致。" % (seq - last) if seq > last else ""))
    return faults, bool(checkpoints)


def differing(faults):
    """Return the faults that are differences, not merely what cannot be decided with what was given."""
    return [one for one in faults if not one.startswith(UNDECIDED)]


def named(words):
    """Return the files named on the command line by their option; those without one under "". Raises Unreadable."""
    words, given = list(words), {"": [], "--checkpoint": [], "--digests": []}
    while words:
        one = words.pop(0)
        if one.startswith("--") and (one not in given or not words or words[0].startswith("--")):
            raise Unreadable("%s：%s。办法：运行 --help 看用法" % (one, "后面没有写文件名" if one in given else "没有这个选项"))
        given[one if one in given else ""].append(words.pop(0) if one in given else one)
    if not given[""] or len(given["--digests"]) > 1:
        raise Unreadable("没有写要核验的文件，或者 --digests 写了两次。办法：运行 --help 看用法")
    return given


def main(arguments):
    """Check the files named on the command line; return the exit status."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    path = ""
    try:
        given, longer, checkpoints = named(arguments), b"", []
        for path in given["--digests"]:
            with open(path, "rb") as file:
                longer = file.read()
        for path in given["--checkpoint"] + given[""][1:]:
            checkpoints += read_checkpoints(path)
        path = given[""][0]
        faults, proved = check_path(path, checkpoints, longer)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, Unreadable) as fault:
        opened = "%s：%s" % (getattr(fault, "filename", ""), "没有这个文件" if isinstance(fault, FileNotFoundError) else "打不开")
        why = opened if isinstance(fault, OSError) else "%s%s" % ("%s：" % path if path else "", str(fault) if isinstance(fault, Unreadable) else JUNK)
        print("读不懂：%s" % why, file=sys.stderr)
        return 2
    for fault in faults[:MOST_FAULTS]:
        print(fault if fault.startswith(UNDECIDED) else "不符：%s" % fault)
    if not checkpoints and not differing(faults):
        print(INNER_ONLY)
    wrong, whole = len(differing(faults)), "全部相符" if proved else "检查点以前登记的相符，其余内部一致" if proven(checkpoints) else "内部一致"
    print("结论：%s" % ("有 %d 处不符" % wrong if wrong else "不能判定，证据包内部一致" if faults else whole))
    return 1 if wrong else 3 if faults else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
