"""Draft mark, watermark, urgency and the like; the quiet file."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest
import word_samples
from lxml import etree

from danvan_desktop.domain.report import Marks, Report
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.layout.profile import profile, profiles
from danvan_desktop.layout.sample import sample_for
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.preview import mark_warning, pages_text, written_report
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.pages import page_pngs
from danvan_desktop.word.quiet import quiet
from danvan_desktop.word.writer import docx_bytes

ALL = Marks(draft=2, watermark=True, urgency="KHẨN", circulation="XONG HỘI NGHỊ TRẢ LẠI", secrecy="MẬT")


def marked(profile_id: str) -> Report:
    return msgspec.structs.replace(sample_for(profile_id), marks=ALL)


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def styled(docx: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for paragraph in etree.fromstring(parts(docx)["word/document.xml"]).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        found.setdefault(style.get(w("val")), []).append("".join(paragraph.itertext(w("t"))))
    return found


def watermarks(docx: bytes) -> list[str]:
    return [name for name, data in parts(docx).items() if "DỰ THẢO".encode() in data]


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_marks_stand_in_their_styles_in_every_profile(profile_id: str) -> None:
    docx = written_report(marked(profile_id), profile(profile_id)).docx
    found = styled(docx)
    assert found["DVUrgency"] == ["MẬT", "KHẨN"]
    assert found["DVCirculation"] == ["XONG HỘI NGHỊ TRẢ LẠI"]
    assert found["DVDraft"] == ["Dự thảo lần 2"]
    assert watermarks(docx) == ["word/header1.xml", "word/header2.xml"]


def test_the_final_file_is_no_draft() -> None:
    rules = profile("party_hd05_2026")
    docx = docx_of(marked(rules.id), rules)
    assert "DVDraft" not in styled(docx)
    assert watermarks(docx) == []
    assert styled(docx)["DVUrgency"] == ["MẬT", "KHẨN"]
    assert styled(docx_of(marked(rules.id), rules, draft=True))["DVDraft"] == ["Dự thảo lần 2"]
    plain = docx_of(sample_for(rules.id), rules)
    assert not {"DVUrgency", "DVCirculation", "DVDraft"} & set(styled(plain))


def test_the_watermark_is_seen_on_every_page() -> None:
    rules = profile("party_hd05_2026")
    document = word_samples.of_length(rules, 12)
    with_mark = msgspec.structs.replace(document, marks=Marks(watermark=True))
    plain, drawn = page_pngs(docx_bytes(document, rules), 40), page_pngs(docx_bytes(with_mark, rules), 40)
    assert len(plain) == len(drawn) > 1
    assert all(one != other for one, other in zip(plain, drawn, strict=True))


def test_a_quiet_file_names_nobody_and_says_the_same() -> None:
    rules = profile("party_hd05_2026")
    report = sample_for(rules.id)
    loud, hushed = docx_of(report, rules), docx_of(report, rules, hushed=True)
    assert b"creator>" in parts(loud)["docProps/core.xml"]
    assert b"creator" not in parts(hushed)["docProps/core.xml"]
    assert b"lastModifiedBy" not in parts(hushed)["docProps/core.xml"]
    assert parts(loud)["word/document.xml"] == parts(hushed)["word/document.xml"]


def test_a_quiet_file_names_no_template_company_or_manager() -> None:
    personal = {
        "Template": "C:/Users/lan/Mau.dotm", "Company": "Cơ quan của Lan", "Manager": "Trưởng phòng Bình",
        "HyperlinkBase": "file://may-cua-lan/", "TotalTime": "4242",
    }  # fmt: skip
    said = "".join(f"<{name}>{value}</{name}>" for name, value in personal.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in parts(docx_of(sample_for("party_hd05_2026"), profile("party_hd05_2026"))).items():
            if name == "docProps/app.xml":
                data = data.replace(b"</Properties>", f"{said}</Properties>".encode())
                assert said.encode() in data
            made.writestr(name, data)
    left = parts(quiet(packed.getvalue()))
    for value in personal.values():
        assert not [name for name, data in left.items() if value.encode() in data]


def test_a_quiet_file_has_no_thumbnail() -> None:
    rules = profile("party_hd05_2026")
    packed = io.BytesIO()
    relation = '<Relationship Id="t" Target="docProps/thumbnail.jpeg" Type="urn:x/metadata/thumbnail"/>'
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in parts(docx_of(sample_for(rules.id), rules)).items():
            if name == "_rels/.rels":
                data = data.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
            made.writestr(name, data)
        made.writestr("docProps/thumbnail.jpeg", b"picture")
    left = parts(quiet(packed.getvalue()))
    assert "docProps/thumbnail.jpeg" not in left
    assert b"thumbnail" not in left["_rels/.rels"]


def test_marks_are_kept_in_the_file_of_the_report_and_older_files_have_none() -> None:
    report = marked("party_hd05_2026")
    assert decode(encode(report)).marks == ALL
    older = encode(sample_for("party_hd05_2026"))
    assert b"marks" not in older
    assert decode(older).marks == Marks()


def test_secrecy_warns_and_urgency_does_not() -> None:
    assert "bí mật nhà nước" in mark_warning(Marks(secrecy="MẬT"))
    assert mark_warning(Marks(urgency="KHẨN")) == ""


def test_pages_are_told_with_their_limit() -> None:
    assert pages_text(9) == "9 trang"
    assert pages_text(9, 10) == "9 trang, giới hạn 10"
