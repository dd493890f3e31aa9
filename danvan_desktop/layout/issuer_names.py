"""The issuer's name as a sentence writes it: 'ĐẢNG ỦY XÃ PHÚ LỘC HẠ' → 'Đảng ủy xã Phú Lộc Hạ'."""

from __future__ import annotations

import re

import msgspec

from danvan_desktop.domain.report import Issuer, Spelling

# Words of an office's name that are not a place, with the capitals of NĐ 30/2020, Phụ lục II. The
# longest that fits is taken, so that 'Ủy ban MTTQ Việt Nam' is not read as 'Ủy ban' of a place.
_TERMS = (
    "Đảng bộ", "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Chi bộ", "Ban Chấp hành", "Trung ương", "Ban Thường vụ",
    "Ban Thường trực", "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ban Tổ chức", "Ban Xây dựng Đảng",
    "Khối Dân vận", "Văn phòng", "Ủy ban Kiểm tra", "Ủy ban nhân dân", "Ủy ban", "UBND", "UBMTTQ",
    "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ Việt Nam", "UBMTTQ Việt Nam",
    "Mặt trận Tổ quốc", "MTTQ", "Việt Nam", "Hội Liên hiệp Phụ nữ", "Hội LHPN", "Hội Nông dân",
    "Hội Cựu chiến binh", "Hội CCB", "Liên đoàn Lao động", "Công đoàn", "Đoàn TNCS Hồ Chí Minh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn Thanh niên", "Tỉnh đoàn", "Thành đoàn", "Đoàn",
    "Ban Chỉ huy Quân sự", "Bộ Chỉ huy Quân sự", "Công an", "Đồn Biên phòng",
    "tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "thị trấn", "thị xã", "quận", "thôn",
)  # fmt: skip
_BY_WORDS = {tuple(term.casefold().split()): term for term in _TERMS}
_LONGEST = max(len(words) for words in _BY_WORDS)

_COMMITTEE = re.compile(r"\b(?:ủy|Ủy|ỦY|uỷ|Uỷ|UỶ)\b")
_SPELLINGS: dict[Spelling, dict[str, str]] = {
    "ủy": {"ủy": "ủy", "Ủy": "Ủy", "ỦY": "ỦY", "uỷ": "ủy", "Uỷ": "Ủy", "UỶ": "ỦY"},
    "uỷ": {"ủy": "uỷ", "Ủy": "Uỷ", "ỦY": "UỶ", "uỷ": "uỷ", "Uỷ": "Uỷ", "UỶ": "UỶ"},
}


class _Group(msgspec.Struct, frozen=True):
    """Words of a name that belong together; `term` is empty for a word of a place's own name."""

    words: tuple[str, ...]
    term: str


def sentence_name(name: str) -> str:
    """A letterhead name in sentence letters; one that already has small letters is kept as typed."""
    if any(letter.islower() for letter in name):
        return " ".join(name.split())
    return " ".join(_cased(word, pattern) for group in _groups(name) for word, pattern in _patterned(group))


def full_name(issuer: Issuer) -> str:
    """The issuer in one phrase; a name without a place takes the superior body's after it.

    'BAN TUYÊN GIÁO VÀ DÂN VẬN' of 'TỈNH ỦY X' is 'Ban Tuyên giáo và Dân vận Tỉnh ủy X', while
    'ĐẢNG ỦY XÃ Z' of 'ĐẢNG BỘ TỈNH X' stays 'Đảng ủy xã Z', and 'BAN DÂN VẬN' of 'BAN CHẤP HÀNH TRUNG
    ƯƠNG' is 'Ban Dân vận Trung ương'.
    """
    name = sentence_name(issuer.name)
    if name and issuer.parent.strip() and all(group.term for group in _groups(issuer.name)):
        return f"{name} {sentence_name(issuer.parent).removeprefix('Ban Chấp hành ')}"
    return name


def name_units(name: str) -> list[str]:
    """What a letterhead line is not broken within: an office's term, a place with the word before it.

    'ỦY BAN MTTQ VIỆT NAM XÃ PHÚ LỘC HẠ' → 'ỦY BAN MTTQ VIỆT NAM', 'XÃ PHÚ LỘC HẠ'.
    """
    units: list[str] = []
    for group in _groups(name):
        text = " ".join(group.words)
        if units and not group.term:
            units[-1] += f" {text}"
        else:
            units.append(text)
    return units


def spelled(text: str, spelling: Spelling) -> str:
    """Wording the program adds, with the word ủy in the office's spelling; never for typed text."""
    return _COMMITTEE.sub(lambda found: _SPELLINGS[spelling][found[0]], text)


def _groups(name: str) -> list[_Group]:
    words = name.split()
    plain = [_plain(word) for word in words]
    found: list[_Group] = []
    start = 0
    while start < len(words):
        lengths = range(min(_LONGEST, len(words) - start), 0, -1)
        term = next((t for n in lengths if (t := _BY_WORDS.get(tuple(plain[start : start + n])))), "")
        end = start + (len(term.split()) or 1)
        found.append(_Group(tuple(words[start:end]), term))
        start = end
    return found


def _plain(word: str) -> str:
    return spelled(word.casefold(), "ủy")


def _patterned(group: _Group) -> list[tuple[str, str]]:
    return list(zip(group.words, group.term.split() or [""], strict=True))


def _cased(word: str, pattern: str) -> str:
    """The clerk's word (uỷ stays uỷ) with the pattern's capitals; a place's own word has no pattern."""
    if not pattern:
        return "-".join(part.capitalize() for part in word.split("-"))
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word.capitalize() if pattern[0].isupper() else word.lower()
