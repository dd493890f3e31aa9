"""A file exported here, edited in LibreOffice as a leader would, and brought home."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import Indicator, Issuer, Item, Period, Report, Run, Section, Signature
from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.returning import Change, Returned, bring_home, compare_returned
from danvan_desktop.services.taking import take

RULES = profile("party_hd05_2026")
SECTIONS = (
    Section(
        id="a", role="results", heading="Kết quả công tác dân vận",
        items=(
            Item(id="a1", text="Cấp ủy đã lãnh đạo, chỉ đạo sâu sát công tác dân vận trên địa bàn."),
            Item(id="a2", text="Tổ chức 12 hội nghị đối thoại trực tiếp với Nhân dân tại các thôn."),
            Item(
                id="a3", text="Xây dựng 30 mô hình Dân vận khéo, trong đó có 5 mô hình mới.",
                runs=(Run("Xây dựng "), Run("30", figure="mo_hinh"), Run(" mô hình "),
                      Run("Dân vận khéo", bold=True), Run(", trong đó có 5 mô hình mới.")),
            ),
            Item(id="a4", text="Công tác tuyên truyền được đổi mới về nội dung và hình thức."),
        ),
    ),
    Section(
        id="t", role="tasks", heading="Phương hướng, nhiệm vụ",
        items=(
            Item(id="t1", type="task", text="tiếp tục quán triệt các nghị quyết của Đảng về dân vận.",
                 more=("Gắn với thực hiện quy chế dân chủ ở cơ sở.",)),
            Item(id="t2", type="task", text="đẩy mạnh phong trào thi đua Dân vận khéo ở các khu dân cư."),
            Item(id="t3", type="task", text="nâng cao chất lượng nắm tình hình Nhân dân, dư luận xã hội."),
        ),
    ),
)  # fmt: skip
REPORT = Report(
    kind="interim", period=Period("first_half", 2026), profile=RULES.id, sections=SECTIONS,
    subject="kết quả công tác dân vận 6 tháng đầu năm 2026",
    indicators=(Indicator("mo_hinh", "Mô hình Dân vận khéo", "mô hình", "30", "25"),),
)  # fmt: skip

EDITS = [
    ("type_over", "12 hội nghị", "15 hội nghị"),
    ("type_over", "5 mô hình mới", "7 mô hình mới"),
    ("new_paragraph_after", "lãnh đạo, chỉ đạo sâu sát", "Đoạn lãnh đạo viết thêm vào đây."),
    ("delete_paragraph", "Công tác tuyên truyền được đổi mới"),
    ("type_over", "khu dân cư", "thôn, khu phố"),
    ("remark", "dư luận xã hội", "Ghi rõ số lượng phản ánh.", "Lê Văn Chánh"),
]


@pytest.fixture(scope="module")
def came_back(hand: Callable, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The exported report after the same edits, with and without tracking, bookmarks kept or dropped."""
    folder = tmp_path_factory.mktemp("returned")
    source = folder / "out.docx"
    source.write_bytes(docx_of(REPORT, RULES))
    steps: list[tuple] = []
    ways = {"tracked": [("track", True)], "plain": [], "bare": [("drop_bookmarks",)]}
    for way, first in ways.items():
        steps += [("open", str(source)), *first, *EDITS, ("keep", str(folder / f"{way}.docx"))]
    move = ("move_paragraph_after", "Cấp ủy đã lãnh đạo", "7 mô hình mới")
    steps += [("open", str(source)), EDITS[1], move, ("keep", str(folder / "moved.docx"))]
    steps += [
        ("open", str(source)),
        ("track", True),
        EDITS[1],
        move,
        ("keep", str(folder / "moved-tracked.docx")),
    ]
    hand("Trần Văn Lãnh").run(steps)
    return lambda way: (folder / f"{way}.docx").read_bytes()


def found(returned: Returned) -> set[tuple[str, str, str, str]]:
    return {(change.kind, change.place, change.before, change.after) for change in returned.changes}


def texts(report: Report) -> dict[str, list[str]]:
    return {s.id: [" / ".join((i.text, *i.more)) for i in s.items] for s, _ in walk(report.sections)}


WANTED = {
    ("retyped", "i:a2", SECTIONS[0].items[1].text, SECTIONS[0].items[1].text.replace("12", "15")),
    ("retyped", "i:a3", SECTIONS[0].items[2].text, SECTIONS[0].items[2].text.replace("5 mô", "7 mô")),
    ("inserted", "i:a1", "", "Đoạn lãnh đạo viết thêm vào đây."),
    ("deleted", "i:a4", SECTIONS[0].items[3].text, ""),
    ("retyped", "i:t2", f"Hai là, {SECTIONS[1].items[1].text}",
     f"Hai là, {SECTIONS[1].items[1].text.replace('khu dân cư', 'thôn, khu phố')}"),
}  # fmt: skip


def with_dash(changes: set[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    """Without the list mark the document puts before an item."""
    return {(k, p, b.removeprefix("- "), a.removeprefix("- ")) for k, p, b, a in changes}


def test_an_untouched_file_has_nothing_to_say() -> None:
    returned = compare_returned(REPORT, RULES, docx_of(REPORT, RULES))
    assert returned == Returned((), (), ())


@pytest.mark.parametrize("way", ["tracked", "plain", "bare"])
def test_every_edit_is_found_where_it_was_made(came_back: Callable[[str], bytes], way: str) -> None:
    returned = compare_returned(REPORT, RULES, came_back(way))
    assert with_dash(found(returned)) == WANTED
    assert {change.tracked for change in returned.changes} == {way == "tracked"}
    if way == "tracked":
        assert {change.author for change in returned.changes} == {"Trần Văn Lãnh"}
    (remark,) = returned.remarks
    assert (remark.place, remark.author, remark.text) == ("i:t3", "Lê Văn Chánh", "Ghi rõ số lượng phản ánh.")
    assert remark.words == "dư luận xã hội"


@pytest.mark.parametrize("way", ["tracked", "plain", "bare"])
def test_what_is_taken_is_in_the_report(came_back: Callable[[str], bytes], way: str) -> None:
    returned = compare_returned(REPORT, RULES, came_back(way))
    taken = take(REPORT, returned.changes)
    assert taken.refused == ()
    a, t = SECTIONS[0].items, SECTIONS[1].items
    assert texts(taken.report) == {
        "a": [a[0].text, "Đoạn lãnh đạo viết thêm vào đây.", a[1].text.replace("12", "15"),
              a[2].text.replace("5 mô", "7 mô")],
        "t": [f"{t[0].text} / {t[0].more[0]}", t[1].text.replace("khu dân cư", "thôn, khu phố"), t[2].text],
    }  # fmt: skip
    kept = next(i for s, _ in walk(taken.report.sections) for i in s.items if i.id == "a3")
    assert [(run.text, run.bold, run.figure) for run in kept.runs if run.bold or run.figure] == [
        ("30", False, "mo_hinh"), ("Dân vận khéo", True, ""),
    ]  # fmt: skip
    assert compare_returned(taken.report, RULES, came_back(way)).changes == ()


def test_each_change_can_be_refused_alone(came_back: Callable[[str], bytes]) -> None:
    changes = compare_returned(REPORT, RULES, came_back("tracked")).changes
    assert take(REPORT, ()).report == REPORT
    for change in changes:
        one = take(REPORT, [change])
        assert one.refused == ()
        left = compare_returned(one.report, RULES, came_back("tracked")).changes
        assert len(left) == len(changes) - 1


@pytest.mark.parametrize("way", ["moved", "moved-tracked"])
def test_a_moved_paragraph_is_moved_with_its_id(came_back: Callable[[str], bytes], way: str) -> None:
    changes = compare_returned(REPORT, RULES, came_back(way)).changes
    (move,) = [change for change in changes if change.kind == "moved"]
    assert (move.place, move.to) == ("i:a1", "i:a3")
    taken = take(REPORT, changes)
    assert taken.refused == ()
    assert [item.id for item in taken.report.sections[0].items] == ["a2", "a3", "a1", "a4"]


FULL = msgspec.structs.replace(
    REPORT, number=7, date=date(2026, 6, 25),
    issuer=Issuer("HUYỆN ỦY HƯỚNG HÓA", "ĐẢNG ỦY XÃ LÌA", "ĐU", "Lìa"),
    signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Hồ Văn Minh"),
    recipients=("Thường trực Huyện ủy (để b/c)", "Lưu Văn phòng"),
    indicators=(*REPORT.indicators, Indicator("doi_thoai", "Cuộc đối thoại", "cuộc", "1052", "998")),
)  # fmt: skip
LEADER, DEPUTY = "Trần Văn Lãnh", "Lê Thị Phó"
BY_LEADER = [
    ("type_over", "12 hội nghị", "15 hội nghị"),
    ("move_paragraph_after", "Cấp ủy đã lãnh đạo", "5 mô hình mới"),
    ("remark", "dư luận xã hội", "Ghi rõ số lượng phản ánh.", LEADER),
]
BY_DEPUTY = [
    ("type_over", "tại các thôn", "tại thôn, bản"),
    ("type_over", "khu dân cư", "thôn, khu phố"),
    ("delete_paragraph", "Công tác tuyên truyền được đổi mới"),
    ("new_paragraph_after", "quán triệt các nghị quyết", "Kết quả nổi bật khác"),
    ("style_paragraph", "Kết quả nổi bật khác", "Heading 2"),
    ("type_over", "Hồ Văn Minh", "Lê Văn Chánh"),
    ("type_over", "(để b/c)", "(để báo cáo)"),
    ("type_over", "1.052", "1.060"),
    ("remark", "tại thôn, bản", "Nêu tên từng thôn.", DEPUTY),
]


@pytest.fixture(scope="module")
def two_hands(hand: Callable, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The same file edited by one, then by another, both with tracking or both without."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "out.docx").write_bytes(docx_of(FULL, RULES))
    steps: dict[str, list[tuple]] = {LEADER: [], DEPUTY: []}
    for way, first in {"tracked": [("track", True)], "plain": []}.items():
        for author, edits, source, target in (
            (LEADER, BY_LEADER, "out", f"{way}-1"),
            (DEPUTY, BY_DEPUTY, f"{way}-1", way),
        ):
            files = (str(folder / f"{name}.docx") for name in (source, target))
            steps[author] += [("open", next(files)), *first, *edits, ("keep", next(files))]
    for author, work in steps.items():
        hand(author).run(work)
    return lambda way: (folder / f"{way}.docx").read_bytes()


@pytest.mark.parametrize("way", ["tracked", "plain"])
def test_two_people_insert_delete_move_comment_and_change_the_frame(
    two_hands: Callable[[str], bytes], way: str
) -> None:
    returned = compare_returned(FULL, RULES, two_hands(way))
    by = {(change.kind, change.place): change.author for change in returned.changes}
    both = f"{LEADER}, {DEPUTY}"
    wanted = {
        ("retyped", "i:a2"): both,
        ("moved", "i:a1"): LEADER,
        ("deleted", "i:a4"): DEPUTY,
        ("inserted", "i:t1"): DEPUTY,
        ("retyped", "i:t2"): DEPUTY,
        ("retyped", "f:signer"): DEPUTY,
        ("retyped", "f:recipients"): DEPUTY,
        ("retyped", "f:figure:doi_thoai:value"): DEPUTY,
    }
    assert set(by) == set(wanted)
    if way == "tracked":
        assert by == wanted
    assert {change.tracked for change in returned.changes} == {way == "tracked"}
    assert all(change.takeable for change in returned.changes)
    assert {(r.author, r.place, r.text) for r in returned.remarks} == {
        (LEADER, "i:t3", "Ghi rõ số lượng phản ánh."), (DEPUTY, "i:a2", "Nêu tên từng thôn."),
    }  # fmt: skip

    taken = take(FULL, returned.changes)
    assert taken.refused == ()
    report = taken.report
    a, t = SECTIONS[0].items, SECTIONS[1].items
    assert [(s.heading, [i.text for i in s.items]) for s, _ in walk(report.sections)] == [
        (SECTIONS[0].heading, [
            a[1].text.replace("12", "15").replace("tại các thôn", "tại thôn, bản"), a[2].text, a[0].text]),
        (SECTIONS[1].heading, [t[0].text]),
        ("Kết quả nổi bật khác", [t[1].text.replace("khu dân cư", "thôn, khu phố"), t[2].text]),
    ]  # fmt: skip
    assert report.signature.name == "Lê Văn Chánh"
    assert report.recipients[0] == "Thường trực Huyện ủy (để báo cáo)"
    assert report.indicators[1].value == "1060"


def test_what_the_clerk_changed_meanwhile_is_not_overwritten(came_back: Callable[[str], bytes]) -> None:
    changes = compare_returned(REPORT, RULES, came_back("plain")).changes
    section = SECTIONS[0]
    items = tuple(
        msgspec.structs.replace(i, text="Đã viết lại hoàn toàn.") if i.id == "a2" else i
        for i in section.items
    )
    meanwhile = msgspec.structs.replace(
        REPORT, sections=(msgspec.structs.replace(section, items=items), SECTIONS[1])
    )
    taken = take(meanwhile, changes)
    assert [change.place for change in taken.refused] == ["i:a2"]
    assert "Đã viết lại hoàn toàn." in texts(taken.report)["a"]


def edited(change: Callable[[str], str], extra: dict[str, str] | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(REPORT, RULES))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
        for name, text in (extra or {}).items():
            new.writestr(name, text)
    return packed.getvalue()


def _before_the_end(xml: str, new: str) -> str:
    end = xml.rindex("<w:sectPr")
    return xml[:end] + new + xml[end:]


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def line(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_nothing_of_the_file_is_lost() -> None:
    note = f'<w:footnotes {NAMESPACE}><w:footnote w:id="2">{line("Chú thích.")}</w:footnote></w:footnotes>'
    box = f"<w:r><w:pict><w:txbxContent>{line('Trong khung.')}</w:txbxContent></w:pict></w:r>"
    table = f"<w:tbl><w:tr><w:tc>{line('Ô bảng lạ.')}</w:tc></w:tr></w:tbl>"
    docx = edited(
        lambda xml: _before_the_end(xml, f"{table}<w:p>{box}</w:p>"),
        {"word/footnotes.xml": note},
    )
    returned = compare_returned(REPORT, RULES, docx)
    said = [change.after for change in returned.changes] + [loose.text for loose in returned.loose]
    for words in ("Chú thích.", "Trong khung.", "Ô bảng lạ."):
        assert any(words in text for text in said)
    assert not any(change.takeable for change in returned.changes)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(80 * 2**20))
    return packed.getvalue()


DOCTYPE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
HOSTILE = {
    "no zip": b"hello",
    "no document": edited(str)[:200],
    "old or locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024),
    "bomb": bomb(),
    "deep": edited(lambda xml: _before_the_end(xml, "<w:sdt>" * 400 + "</w:sdt>" * 400)),
    "entity": edited(
        lambda xml: xml.replace("<w:document", f"{DOCTYPE}<w:document", 1).replace("BÁO CÁO", "&x;")
    ),
    "broken": edited(lambda xml: xml[: len(xml) // 2]),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(HOSTILE[kind])
    with pytest.raises(UserError) as refused:
        bring_home(REPORT, RULES, file)
    assert refused.value.advice


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of strangers' files is not here")
def test_files_of_others_are_refused_with_a_sentence() -> None:
    files = sorted(file for kind in ("*.doc", "*.docx") for file in CORPUS.rglob(kind))[::7]
    assert files
    for file in files:
        with pytest.raises(UserError) as refused:
            bring_home(FULL, RULES, file)
        assert refused.value.advice, file.name


def test_the_change_type_is_data() -> None:
    assert msgspec.json.decode(
        msgspec.json.encode(Change(0, "moved", "i:a", 0, "", "", "", False, True)), type=Change
    )
