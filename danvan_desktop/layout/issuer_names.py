"""The issuer's name as a sentence writes it: 'ĐẢNG ỦY XÃ PHÚ LỘC HẠ' → 'Đảng ủy xã Phú Lộc Hạ'."""

from __future__ import annotations

from danvan_desktop.domain.report import Issuer, Spelling

# Words of an office's name that are not a place, with the capitals of NĐ 30/2020, Phụ lục II. Longer
# phrases come first so that 'Ban Thường vụ Đảng ủy' is not read as a place called Ban.
_TERMS = sorted(
    (
        "Đảng bộ", "Đảng ủy", "Tỉnh ủy", "Thành ủy", "Chi bộ", "Ban Chấp hành", "Ban Thường vụ",
        "Ban Thường trực", "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ban Tổ chức", "Ban Xây dựng Đảng",
        "Khối Dân vận", "Văn phòng", "Ủy ban Kiểm tra", "Ủy ban nhân dân", "Ủy ban", "UBND", "UBMTTQ",
        "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "MTTQ", "Việt Nam",
        "Hội Liên hiệp Phụ nữ", "Hội LHPN", "Hội Nông dân", "Hội Cựu chiến binh", "Hội CCB",
        "Liên đoàn Lao động", "Công đoàn", "Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Đoàn Thanh niên", "Ban Chỉ huy Quân sự", "Bộ Chỉ huy Quân sự", "Công an", "Đồn Biên phòng",
        "tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "thị trấn", "thị xã", "quận", "thôn",
    ),
    key=lambda term: -len(term.split()),
)  # fmt: skip


def sentence_name(name: str) -> str:
    """A letterhead name in sentence letters; one that already has small letters is kept as typed."""
    return " ".join(word for word, _ in _cased(name))


def full_name(issuer: Issuer) -> str:
    """The issuer in one phrase; a name without a place takes the superior body's after it.

    'BAN TUYÊN GIÁO VÀ DÂN VẬN' of 'TỈNH ỦY X' is 'Ban Tuyên giáo và Dân vận Tỉnh ủy X', while
    'ĐẢNG ỦY XÃ Z' of 'ĐẢNG BỘ TỈNH X' stays 'Đảng ủy xã Z'.
    """
    words = _cased(issuer.name)
    name = " ".join(word for word, _ in words)
    if words and issuer.parent and not any(is_place for _, is_place in words):
        return f"{name} {sentence_name(issuer.parent)}"
    return name


def spelled(text: str, spelling: Spelling) -> str:
    """Wording the program adds, in the office's spelling of ủy or uỷ; never for typed text."""
    pairs = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"))
    for new, old in pairs:
        text = text.replace(old, new) if spelling == "ủy" else text.replace(new, old)
    return text


def _cased(name: str) -> list[tuple[str, bool]]:
    """Each word in sentence letters, and whether it belongs to a place's own name."""
    words = name.split()
    keep = any(letter.islower() for letter in name)
    found: list[tuple[str, bool]] = []
    while len(found) < len(words):
        rest = words[len(found) :]
        term = next((t for t in _TERMS if _starts(rest, t)), "")
        if term:
            pattern = term.split()
            found.extend(
                (word if keep else _like(word, p), False) for word, p in zip(rest, pattern, strict=False)
            )
        else:
            found.append((rest[0] if keep else _proper(rest[0]), True))
    return found


def _starts(words: list[str], term: str) -> bool:
    wanted = term.split()
    return [_plain(word) for word in words[: len(wanted)]] == [_plain(word) for word in wanted]


def _plain(word: str) -> str:
    return spelled(word.casefold(), "ủy")


def _like(word: str, pattern: str) -> str:
    """The clerk's word with the capitals of the pattern, so that uỷ stays uỷ."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word.capitalize() if pattern[0].isupper() else word.lower()


def _proper(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))
