"""The form of the signature and of who receives the report."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from danvan_desktop.domain.report import Signature
from danvan_desktop.services.editing import Change, Place
from danvan_desktop.ui.buttons import quiet_button
from danvan_desktop.ui.editor.context import EditorContext
from danvan_desktop.ui.editor.facts import Facts
from danvan_desktop.ui.editor.form import Address, Field, Form
from danvan_desktop.ui.editor.recipients_list import RecipientsList
from danvan_desktop.ui.widgets.form_rows import form_title, group_title, labelled, side_by_side
from danvan_desktop.wording import say


class SigningForm(Form):
    """Authority, post and name, or one of the office's signers at a click; then the recipients."""

    def __init__(self, context: EditorContext, part: str, parent: QWidget | None = None) -> None:
        super().__init__(context, part, parent)
        self.setObjectName("form_signing")
        self._facts = Facts(context, part)
        self.column.addWidget(form_title(say("editor.part.signing")))
        self.column.addWidget(group_title(say("editor.signing.signature")))
        if context.signers:
            self.column.addWidget(self._signers_button())
        authority = self._facts.text("authority", "signature.authority", self)
        authority.setPlaceholderText(say("editor.signing.authority_example"))
        self.column.addWidget(labelled(say("editor.fact.authority"), authority, self))
        post = self._facts.line("post", "signature.post", self)
        name = self._facts.line("signer", "signature.name", self)
        self.column.addWidget(
            side_by_side(
                (labelled(say("editor.fact.post"), post), 1),
                (labelled(say("editor.fact.signer"), name), 1),
                parent=self,
            )
        )
        self.column.addWidget(group_title(say("editor.recipients.title")))
        self._recipients = RecipientsList(context, part, self)
        self.column.addWidget(self._recipients)
        self.column.addStretch(1)

    def _signers_button(self) -> QToolButton:
        button = quiet_button(say("editor.signing.choose"), "choose_signer", self)
        menu = QMenu(button)
        for signer in self.context.signers:
            words = say("editor.signing.signer", post=signer.post, name=signer.name)
            menu.addAction(words).triggered.connect(lambda _=False, signer=signer: self._sign(signer))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _sign(self, signer: Signature) -> None:
        after = msgspec.structs.replace(self.context.report, signature=signer)
        self.context.do(after, say("editor.act.signer"), Place(self.part, "", "signer"))

    def fields(self) -> dict[Address, Field]:
        lines = self._facts.fields | self._recipients.fields()
        return {(self.part, "", name): field for name, field in lines.items()}

    def refresh(self, change: Change) -> None:
        self._facts.refresh(change.origin)
        self._recipients.refresh(change.after, change.origin)

    def focus_place(self, place: Place) -> None:
        if place.field.startswith("recipient"):
            self._recipients.focus_line(int(place.field.removeprefix("recipient")))
        else:
            super().focus_place(place)
