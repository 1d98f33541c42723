"""Verbs on the wallet: keep a paper, change what is said of it, give it with an application, take it out."""

import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from grants.models import Application, ApplicationDocument, PaperUse, RequiredDocument, WalletPaper
from grants.services.applications import editable, note_save
from grants.services.lines import present
from grants.services.parts import MOST_LINES
from ngo_registry.models import Organisation
from ngo_registry.rules import check_acts_for
from office import uploads
from office.audit import record
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service

MOST_PAPERS = 100
ROLES = ("owner", "editor")


@service
def keep_paper(
    *,
    organisation: Organisation,
    upload: UploadedFile | None,
    by: User,
    stored: StoredFile | None = None,
    **facts: Any,
) -> WalletPaper:
    """Keep a paper of the organisation, sent now or sent already with an application."""
    check_acts_for(by, organisation, roles=ROLES)
    if organisation.wallet.count() >= MOST_PAPERS:
        raise Refused(
            _("The wallet holds at most %(most)s documents; remove one that is not used.")
            % {"most": MOST_PAPERS}
        )
    check_days(facts)
    if stored is None:
        if upload is None:
            raise Refused(_("Choose a file first."), field="file")
        stored = uploads.store(upload, by=by)
    paper = WalletPaper.objects.create(organisation=organisation, file=stored, added_by=by, **facts)
    record("keep_paper", paper, by=by)
    return paper


@service
def keep_document(*, document: ApplicationDocument, by: User, **facts: Any) -> WalletPaper:
    """A file given with an application is kept in the wallet too; the bytes are not kept twice."""
    organisation = document.application.organisation
    if hasattr(document, "from_wallet"):
        raise Refused(_("This document is in the wallet already."))
    paper: WalletPaper = keep_paper(
        organisation=organisation, upload=None, stored=document.file, by=by, **facts
    )
    PaperUse.objects.create(document=document, paper=paper)
    return paper


@service
def change_paper(*, paper: WalletPaper, opened: str | None = None, by: User, **facts: Any) -> WalletPaper:
    """Correct the kind, the name or the days; the file itself stays, a new file is a new paper."""
    present(paper, None)
    paper = locked(paper)
    check_acts_for(by, paper.organisation, roles=ROLES)
    paper = present(paper, opened)
    check_days(facts)
    for name, value in facts.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(facts))
    record("change_paper", paper, by=by)
    return paper


@service
def remove_paper(*, paper: WalletPaper, by: User) -> None:
    """Only a paper that no application has taken is removed."""
    paper = locked(paper)
    check_acts_for(by, paper.organisation, roles=ROLES)
    if paper.uses.exists():
        raise Refused(
            _("This document is part of an application and cannot be removed; it stays readable there.")
        )
    record("remove_paper", paper, by=by)
    paper.delete()


@service
def give_paper(
    *,
    application: Application,
    paper: WalletPaper,
    required: RequiredDocument | None,
    knowing: bool,
    at: datetime.datetime,
    by: User,
) -> ApplicationDocument:
    """Give a paper of the wallet with the application; an expired one only knowingly."""
    application = editable(application, at, by)
    paper = locked(paper)
    if paper.organisation_id != application.organisation_id:
        raise Refused(_("This document belongs to another organisation."))
    if required and required.call_id != application.call_id:
        raise Refused(_("This paper belongs to another call."))
    if paper.expired(timezone.localdate(at)) and not knowing:
        raise Refused(
            _(
                "“%(title)s” was valid until %(day)s. Tick that you know it, or add the new one to the wallet first."
            )
            % {"title": paper.title, "day": date_format(paper.valid_until, "SHORT_DATE_FORMAT")}
        )
    if application.documents.filter(required=required, from_wallet__paper=paper).exists():
        raise Refused(_("This document is given here already."))
    if application.documents.count() >= MOST_LINES:
        raise Refused(_("A list has at most %(most)s lines.") % {"most": MOST_LINES})
    uploads.check_total(application.documents.values_list("file__size", flat=True), paper.file)
    document = ApplicationDocument.objects.create(
        application=application, required=required, file=paper.file, added_at=timezone.now(), added_by=by
    )
    PaperUse.objects.create(document=document, paper=paper)
    note_save(application, "documents", None, by)
    return document


def check_days(facts: dict[str, Any]) -> None:
    """A paper ends after it begins."""
    begins, ends = facts.get("valid_from"), facts.get("valid_until")
    if begins and ends and ends < begins:
        raise Refused(_("The document ends before it is issued."), field="valid_until")
