"""Documents to write: one complete sample for a profile, and bodies of a chosen length."""

from __future__ import annotations

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import Profile

SENTENCE = (
    "Cấp ủy, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội đã tập trung lãnh đạo, chỉ đạo, "
    "tổ chức thực hiện có hiệu quả công tác dân vận trên địa bàn; kịp thời nắm bắt tâm tư, nguyện vọng của "
    "Nhân dân, giải quyết những vấn đề bức xúc ngay từ cơ sở, góp phần hoàn thành nhiệm vụ chính trị năm."
)
_HEADS = {
    "party_hd05_2026": (("ĐẢNG BỘ TỈNH QUẢNG TRỊ",), ("ĐẢNG ỦY XÃ ĐÔNG HÀ",), "ĐU"),
    "party_hd36_2018": (("TỈNH ỦY QUẢNG TRỊ",), ("BAN DÂN VẬN",), "BDVTU"),
    "state_nd30_2020": (("UBND TỈNH QUẢNG TRỊ",), ("ỦY BAN NHÂN DÂN", "XÃ ĐÔNG HÀ"), "UBND"),
    "youth_hd29_2013": (("BAN CHẤP HÀNH ĐOÀN TỈNH QUẢNG TRỊ",), ("ĐOÀN XÃ ĐÔNG HÀ",), "ĐTN"),
    "front_hd91_2013": (("ỦY BAN MTTQ VIỆT NAM", "XÃ ĐÔNG HÀ"), ("BAN THƯỜNG TRỰC",), "MTTQ-BTT"),
}


def letterhead(profile: Profile) -> blocks.Letterhead:
    """The letterhead of an invented office that uses the profile."""
    parent, name, code = _HEADS[profile.id]
    number = profile.letterhead.number_pattern.format(number="05", code=code)
    return blocks.Letterhead(
        parent, name, profile.letterhead.left_mark, number, profile.letterhead.motto,
        "Đông Hà, ngày 05 tháng 02 năm 2026",
    )  # fmt: skip


def title(profile: Profile) -> blocks.Title:
    """'BÁO CÁO' with a subject of two lines."""
    subject = (
        "kết quả công tác dân vận 6 tháng đầu năm,",
        "phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
    )
    return blocks.Title("BÁO CÁO", subject, profile.title.closing_mark)


def signature(profile: Profile) -> blocks.Signature:
    """A deputy signs; four recipients."""
    end = profile.recipients.item_end
    return blocks.Signature(
        authority=("T/M BAN THƯỜNG VỤ",),
        post="PHÓ BÍ THƯ",
        name="Nguyễn Văn An",
        recipients=(
            f"- Thường trực Tỉnh ủy (để b/c){end}",
            f"- Ban Tuyên giáo và Dân vận Tỉnh ủy{end}",
            f"- Các chi bộ, đảng bộ trực thuộc Đảng ủy xã{end}",
            "- Lưu Văn phòng Đảng ủy.",
        ),
    )


def figures(rows: int = 12) -> blocks.Table:
    """A table of figures with two columns of numbers."""
    columns = (
        blocks.Column("STT", 0.08),
        blocks.Column("Chỉ tiêu", 0.44),
        blocks.Column("Đơn vị tính", 0.16),
        blocks.Column("Kết quả 6 tháng đầu năm 2026", 0.16, numeric=True),
        blocks.Column("Cùng kỳ năm 2025", 0.16, numeric=True),
    )
    texts = (
        (str(n), f"Số cuộc tiếp xúc, đối thoại với Nhân dân loại {n}", "cuộc", f"1.0{n:02}", f"9{n:02}")
        for n in range(1, rows + 1)
    )
    return blocks.Table(columns, tuple(texts))


def appendix(rows: int = 12, *, landscape: bool = False) -> blocks.Appendix:
    """The figures on pages of their own."""
    return blocks.Appendix(
        "PHỤ LỤC",
        "Một số kết quả công tác dân vận 6 tháng đầu năm 2026",
        "(Kèm theo Báo cáo số 05-BC/ĐU, ngày 05 tháng 02 năm 2026 của Đảng ủy xã Đông Hà)",
        figures(rows),
        landscape,
    )


def spans(text: str) -> tuple[blocks.Span, ...]:
    """Plain text as spans."""
    return (blocks.Span(text),)


def tasks(count: int = 3) -> tuple[blocks.Block, ...]:
    """Items of a 'Một là' list, italic lead word, two paragraphs each."""
    words = ("Một là, ", "Hai là, ", "Ba là, ", "Bốn là, ")
    return tuple(
        blocks.Task(blocks.Span(word, italic=True), (spans(SENTENCE), spans(SENTENCE)), f"i:t{n}")
        for n, word in enumerate(words[:count])
    )


def sample(profile: Profile, *, landscape: bool = True) -> blocks.Document:
    """A report with every kind of block."""
    dash = profile.basis.dash
    body: tuple[blocks.Block, ...] = (
        letterhead(profile),
        title(profile),
        *_salutation(profile),
        blocks.Paragraph(spans("Căn cứ Chương trình số 12-CTr/TU của Tỉnh ủy;"), "basis", dash),
        blocks.Paragraph(spans("Thực hiện Công văn số 45-CV/BTGDVTU,"), "basis", dash),
        blocks.Paragraph(spans(SENTENCE), source="i:opening"),
        blocks.Heading(1, profile.headings[0].mark.format(roman="I"), "Tình hình và kết quả", "s:results"),
        blocks.Heading(2, "1.", "Công tác dân vận của cấp ủy đảng", "s:party"),
        blocks.Paragraph(
            (blocks.Span("Nổi bật: ", bold=True), blocks.Span(SENTENCE), blocks.Span(" (tăng)", italic=True)),
            source="i:result",
        ),
        blocks.Heading(3, "1.1.", "Dân vận chính quyền", "s:state"),
        blocks.Heading(4, "a)", "Thực hiện dân chủ ở cơ sở", "s:democracy"),
        blocks.Paragraph(spans(SENTENCE), dash="- ", source="i:dash"),
        blocks.Table(figures(3).columns, figures(3).rows, "i:table"),
        blocks.Heading(1, profile.headings[0].mark.format(roman="II"), "Phương hướng, nhiệm vụ", "s:tasks"),
        *tasks(),
        blocks.Paragraph(spans(SENTENCE + profile.body.last_end[1:])),
        signature(profile),
        appendix(40, landscape=landscape),
    )  # fmt: skip
    return blocks.Document(body, "Báo cáo kết quả công tác dân vận", "Đảng ủy xã Đông Hà", "Công tác dân vận")


def _salutation(profile: Profile) -> tuple[blocks.Block, ...]:
    if not profile.salutation:
        return ()
    return (
        blocks.Paragraph(spans("Kính gửi:"), "salutation"),
        blocks.Paragraph(spans("Ủy ban nhân dân tỉnh Quảng Trị;"), "salutation", "- "),
        blocks.Paragraph(spans("Sở Nội vụ tỉnh Quảng Trị."), "salutation", "- "),
    )


def of_length(profile: Profile, paragraphs: int, *, last_words: int = 40) -> blocks.Document:
    """A report whose body has so many paragraphs, the last of so many words and 'HẾT'."""
    words = [*(SENTENCE.split() * 4)[:last_words], "HẾT"]
    texts = [SENTENCE] * (paragraphs - 1) + [" ".join(words)]
    body = [blocks.Paragraph(spans(text)) for text in texts]
    return blocks.Document(
        (letterhead(profile), title(profile), *body, signature(profile)),
        "Báo cáo", "Đảng ủy xã", "Công tác dân vận",
    )  # fmt: skip


def with_parts(profile: Profile) -> blocks.Document:
    """A report divided into Phần, each with a numbered heading."""
    body = (
        letterhead(profile),
        title(profile),
        blocks.Heading(0, "Phần thứ nhất", "Tình hình, kết quả", "s:part"),
        blocks.Heading(1, "I-", "Tình hình", "s:inside"),
        blocks.Paragraph(spans(SENTENCE)),
        signature(profile),
    )
    return blocks.Document(body, "Báo cáo", "Đảng ủy xã", "Công tác dân vận")


def signed_alone(profile: Profile) -> blocks.Document:
    """A report the head of an advisory body signs without an authority line."""
    lone = blocks.Signature((), "TRƯỞNG BAN", "Trần Thị Bình", ("- Lưu Văn phòng.",))
    return blocks.Document((blocks.Paragraph(spans(SENTENCE)), lone), "Báo cáo", "Ban", "Dân vận")
