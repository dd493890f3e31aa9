"""The form of the letterhead: who reports, number, date, subject, and how the report is set."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QCheckBox, QWidget

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.profile import profiles
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.text.dates import full_date, parse_date
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.facts import Facts
from danvan_desktop.ui.editor.form import Address, Field, Form
from danvan_desktop.ui.editor.marks_box import MarksBox
from danvan_desktop.ui.rich_text.field import RichTextField
from danvan_desktop.ui.widgets.date_field import DateField, with_calendar
from danvan_desktop.ui.widgets.form_rows import Hint, form_title, group_title, labelled, side_by_side
from danvan_desktop.ui.widgets.line_field import LineField
from danvan_desktop.wording import say

_LEADS = ("plain", "italic", "bold", "bold_italic")


class HeadForm(Form):
    """Number and date may stay blank for the văn thư."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(context, part, parent)
        self.setObjectName("form_head")
        self._facts = Facts(context, part)
        self._add_issuer()
        self._add_number_and_date()
        self._add_subject()
        self._add_setting()
        self.column.addStretch(1)
        self._show_settings()
        self._check()

    def _add_issuer(self) -> None:
        facts = self._facts
        self.column.addWidget(form_title(say("editor.part.head")))
        for name in ("parent", "name"):
            field = facts.text(f"issuer_{name}", f"issuer.{name}", self)
            self.column.addWidget(labelled(say(f"editor.fact.issuer_{name}"), field, self))
        code = facts.line("code", "issuer.code", self)
        place = facts.line("place", "issuer.place", self)
        self.column.addWidget(
            side_by_side(
                (labelled(say("editor.fact.code"), code), 1),
                (labelled(say("editor.fact.place"), place), 1),
                parent=self,
            )
        )

    def _add_number_and_date(self) -> None:
        self._number = LineField("fact_number", say("editor.fact.number"), self)
        self._number.setPlaceholderText(say("editor.head.blank"))
        self._number.edited.connect(lambda text: self._write_number(text))
        self._facts.own("number", self._number, self._shown_number)
        self._date = DateField("fact_date", say("editor.fact.date"), self)
        self._date.setPlaceholderText(say("editor.head.blank_date"))
        self._date.edited.connect(lambda text: self._facts.write("date", _with_date, text))
        self._facts.own("date", self._date, lambda report: full_date(report.date))
        self.column.addWidget(
            side_by_side(
                (labelled(say("editor.fact.number"), self._number), 1),
                (labelled(say("editor.fact.date"), with_calendar(self._date)), 1),
                parent=self,
            )
        )
        self._wrong = Hint("head_hint", self)
        self.column.addWidget(self._wrong)
        for field in (self._number, self._date):
            field.left.connect(self._check)
            field.edited.connect(self._check_again)

    def _add_subject(self) -> None:
        field = self._facts.text("subject", "subject", self, lines=2)
        self.column.addWidget(labelled(say("editor.fact.subject"), field, self))
        self._salutation = RichTextField(
            "fact_salutation", say("editor.fact.salutation"), self, emphasis=False
        )
        self._salutation.edited.connect(
            lambda: self._facts.write("salutation", _with_salutation, self._salutation.plain())
        )
        self._facts.own("salutation", self._salutation, lambda report: "\n".join(report.style.salutation))
        self._salutation_box = labelled(say("editor.fact.salutation"), self._salutation, self)
        self.column.addWidget(self._salutation_box)

    def _add_setting(self) -> None:
        facts = self._facts
        self.column.addWidget(group_title(say("editor.head.setting")))
        known = [(profile.id, profile.name) for profile in profiles().values()]
        chosen = facts.choice("profile", "profile", known, self)
        self.column.addWidget(labelled(say("editor.fact.profile"), chosen, self))
        self._second_hand = Hint("profile_hint", self)
        self.column.addWidget(self._second_hand)
        leads = [(lead, say(f"editor.lead.{lead}")) for lead in _LEADS]
        spellings = [("ủy", say("editor.spelling.new")), ("uỷ", say("editor.spelling.old"))]
        self.column.addWidget(
            side_by_side(
                (labelled(say("editor.fact.lead"), facts.choice("lead", "style.lead", leads, self)), 1),
                (
                    labelled(
                        say("editor.fact.spelling"),
                        facts.choice("spelling", "style.spelling", spellings, self),
                    ),
                    1,
                ),
                parent=self,
            )
        )
        self._parts = self._switch("parts", say("editor.head.parts"))
        self._two_sided = self._switch("two_sided", say("editor.head.two_sided"))
        self._marks = MarksBox(self.context, self.part, self)
        self.column.addWidget(self._marks)

    def fields(self) -> dict[Address, Field]:
        return {(self.part, "", name): field for name, field in self._facts.fields.items()}

    def refresh(self, change: Change) -> None:
        self._facts.refresh(change.origin)
        self._show_settings()

    def _show_settings(self) -> None:
        report = self.context.report
        self._facts.refresh(self)
        self._parts.setChecked(report.style.parts)
        self._two_sided.setChecked(report.style.two_sided)
        self._marks.refresh()
        rules = profiles().get(report.profile)
        self._salutation_box.setVisible(bool(rules and rules.salutation) or bool(report.style.salutation))
        if rules is None:
            self._second_hand.tell(say("editor.head.unknown_profile"))
        else:
            self._second_hand.tell(
                say("editor.head.second_hand", basis=rules.legal_basis) if rules.second_hand else "", "plain"
            )

    def _shown_number(self, report: Report) -> str:
        """The number, or what is typed in its place that is not one."""
        typed = self._number.text()
        if _number(typed) == report.number and typed:
            return typed
        return "" if report.number is None else str(report.number)

    def _write_number(self, text: str) -> None:
        self._facts.write("number", _with_number, text)

    def _switch(self, name: str, words: str) -> QCheckBox:
        """A choice of the report's style that is either so or not."""
        box = QCheckBox(words, self)
        box.setObjectName(f"fact_{name}")
        box.clicked.connect(lambda chosen: self._set_style(name, chosen))
        self.column.addWidget(box)
        return box

    def _set_style(self, name: str, chosen: bool) -> None:
        report = self.context.report
        style = msgspec.structs.replace(report.style, **{name: chosen})
        after = msgspec.structs.replace(report, style=style)
        self.context.do(after, say("editor.act.setting"), Place(self.part, "", name))

    def _check_again(self) -> None:
        """Take a hint away as soon as it no longer holds, but never interrupt with a new one."""
        if self._wrong.isVisible():
            self._check()

    def _check(self) -> None:
        typed = self._number.text().strip()
        if typed and _number(typed) is None:
            self._wrong.tell(say("editor.head.not_number"))
        elif self._date.unreadable():
            self._wrong.tell(say("editor.head.not_date"))
        else:
            self._wrong.tell("")


def _number(text: str) -> int | None:
    """A document number: digits only, at most six of them, and not 0."""
    bare = text.strip()
    return (int(bare) or None) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else None


def _with_number(report: Report, text: str) -> Report:
    return msgspec.structs.replace(report, number=_number(text))


def _with_date(report: Report, text: str) -> Report:
    return msgspec.structs.replace(report, date=parse_date(text))


def _with_salutation(report: Report, text: str) -> Report:
    lines = tuple(text.split("\n")) if text.strip() else ()
    return msgspec.structs.replace(report, style=msgspec.structs.replace(report.style, salutation=lines))
