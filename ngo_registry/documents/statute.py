"""The statute from a few answers: every item of Art. 12 has an article of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngo_registry.models import OnlineFiling, OrganisationKind, RegisterFiling
from office.templatetags.saradnja import script

# What Art. 12 of the law asks of a statute, in its order; every key is an article below.
ITEMS = (
    "name", "seat", "goals", "activities", "bodies", "representation", "changes", "publicity", "financing",
    "assets", "seal", "termination", "membership", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Article:
    """One article: which items of the law it answers, its title, sentences and points."""

    keys: tuple[str, ...]
    title: str
    sentences: tuple[str, ...]
    points: tuple[str, ...] = ()


def lines(text: str) -> tuple[str, ...]:
    """One goal or activity in a line, without empty lines; both acts print exactly this."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def articles_of(filing: RegisterFiling) -> list[Article]:
    """The articles of the statute of an association or a foundation, in the active language."""
    online = filing.online
    association = filing.kind == OrganisationKind.ASSOCIATION
    return [
        *of_identity(filing),
        *(of_association(online) if association else of_foundation(online)),
        *of_office(filing, online),
        *of_end(filing, online, association),
    ]


def of_identity(filing: RegisterFiling) -> Iterator[Article]:
    """Name, seat, goals, activities."""
    association = filing.kind == OrganisationKind.ASSOCIATION
    named = (
        _("The name of the association is: %(name)s.")
        if association
        else _("The name of the foundation is: %(name)s.")
    )
    sentences = [named % {"name": filing.name}]
    if filing.name_cyrillic:
        sentences.append(_("The name in the other script is: %(name)s.") % {"name": filing.name_cyrillic})
    if filing.short_name:
        sentences.append(_("The short name is: %(name)s.") % {"name": filing.short_name})
    yield Article(("name",), _("Name"), tuple(sentences))
    place = ", ".join(
        part for part in (filing.address, filing.place, script(filing.municipality or "")) if part
    )
    yield Article(("seat",), _("Seat"), (_("The seat and address are: %(place)s.") % {"place": place},))
    yield Article(("goals",), _("Goals"), (_("The goals are:"),), lines(filing.goals))
    yield Article(
        ("activities",),
        _("Activities"),
        (_("The goals are achieved by these activities:"),),
        lines(filing.activities),
    )


def of_association(online: OnlineFiling) -> Iterator[Article]:
    """Members and the assembly."""
    fee = _("Members pay a fee set by the assembly.") if online.fee else _("Members pay no fee.")
    yield Article(
        ("membership",),
        _("Membership"),
        (
            _("Who may become a member: %(members)s") % {"members": online.members},
            _("Membership begins by signing a statement of accession and entry in the register of members."),
            _("Membership ends by a written statement of resignation, by exclusion for breach of this statute "
              "decided by the assembly after hearing the member, or by death."),
            _("Members have equal rights: to take part in the work, to elect and be elected, to be informed. "
              "The register of members is kept by the representative."),
            fee,
        ),
    )  # fmt: skip
    bodies = [_("The bodies of the association are the assembly and the person authorised to represent it.")]
    if online.board_members:
        bodies = [
            _(
                "The bodies of the association are the assembly, the managing board and the person "
                "authorised to represent it."
            )
        ]
    bodies += [
        _("The assembly consists of all members. It adopts and changes the statute, elects and recalls the other "
          "bodies, adopts the plan and the report of work and the financial report, and decides on the end of work."),
        ngettext(
            "The assembly holds at least one regular session a year. It is convened by the representative at least "
            "%(days)s day before the session, or at the request of one third of the members.",
            "The assembly holds at least one regular session a year. It is convened by the representative at least "
            "%(days)s days before the session, or at the request of one third of the members.",
            online.notice_days,
        ) % {"days": online.notice_days},
        _("The assembly may decide when this part of the members is present: %(share)s. It decides by the majority "
          "of those present unless this statute says otherwise.") % {"share": online.get_quorum_display()},
        _("A member may vote by the written authorisation of another member.")
        if online.proxies
        else _("Members vote in person."),
    ]  # fmt: skip
    yield Article(("bodies",), _("Bodies"), (*bodies, *of_board(online)))


def of_foundation(online: OnlineFiling) -> Iterator[Article]:
    """The foundation has no members."""
    bodies = [
        _("The bodies of the foundation are the managing board and the person authorised to represent it.")
    ]
    bodies += [
        _("The managing board adopts and changes the statute, adopts the plan and the report of work and the "
          "financial report, appoints and recalls the representative and decides on the use of the assets."),
        ngettext(
            "The board meets at least twice a year. It is convened by its president at least %(days)s day before "
            "the session.",
            "The board meets at least twice a year. It is convened by its president at least %(days)s days before "
            "the session.",
            online.notice_days,
        ) % {"days": online.notice_days},
        _("The board may decide when this part of its members is present: %(share)s. It decides by the majority of "
          "those present.") % {"share": online.get_quorum_display()},
    ]  # fmt: skip
    yield Article(("bodies",), _("Bodies"), (*bodies, *of_board(online)))
    yield Article(
        ("membership",),
        _("Membership"),
        (_("The foundation has no members. The founders appoint the first managing board."),),
    )


def of_board(online: OnlineFiling) -> Iterator[str]:
    """Size, election, recall and term of the managing board."""
    if online.board_members:
        yield ngettext(
            "The managing board has %(n)s member.",
            "The managing board has %(n)s members.",
            online.board_members,
        ) % {"n": online.board_members}
        yield _(
            "Members of the board are elected and recalled by the majority of votes of the body that appoints them."
        )
    yield ngettext(
        "The term of office is %(n)s year and may be repeated.",
        "The term of office is %(n)s years and may be repeated.",
        online.term_years,
    ) % {"n": online.term_years}


def of_office(filing: RegisterFiling, online: OnlineFiling) -> Iterator[Article]:
    """Representation, changes, publicity, money."""
    yield Article(
        ("representation",),
        _("Representation"),
        (
            _("The organisation is represented by: %(title)s.") % {"title": online.representative_title},
            _("The representative acts in the name of the organisation, carries out the decisions of its bodies, "
              "answers for the lawfulness of work and signs financial documents."),
        ),
    )  # fmt: skip
    yield Article(
        ("changes",),
        _("Changes of the statute"),
        (
            _("This statute is changed in the way it is adopted, by this part of the votes: %(share)s.")
            % {"share": online.get_change_share_display()},
        ),
    )
    yield Article(
        ("publicity",),
        _("Publicity of work"),
        (_("The work is public."), online.publicity),
    )
    economic = _("The organisation does not carry out an economic activity.")
    if filing.economic_activity:
        economic = _(
            "To achieve its goals the organisation directly carries out the economic activity with code %(code)s, "
            "after entry in the register of traders; the income is used for the goals alone, within the limit of the law."
        ) % {"code": filing.economic_code}
    yield Article(
        ("financing",),
        _("Financing"),
        (
            _("The organisation gets its means from fees, voluntary contributions, gifts, donations, bequests, "
              "interest, dividends, projects and other sources allowed by law."),
            economic,
        ),
    )  # fmt: skip


def of_end(filing: RegisterFiling, online: OnlineFiling, association: bool) -> Iterator[Article]:
    """Assets, seal, end of work, other matters."""
    to = online.assets_to or str(online.get_assets_display())
    yield Article(
        ("assets",),
        _("Disposal of assets"),
        (
            _("The assets are used only for the goals and are not divided among founders, members, members of bodies "
              "or employees."),
            _("At the end of work the assets that remain after the debts are paid go to: %(to)s.") % {"to": to},
        ),
    )  # fmt: skip
    yield Article(("seal",), _("Form and content of the seal"), (capfirst(online.seal),))
    decides = (
        _("The assembly decides on the end of work by two thirds of the votes of all members.")
        if association
        else _("The managing board decides on the end of work by two thirds of the votes of all its members.")
    )
    yield Article(
        ("termination",),
        _("End of work"),
        (
            *lasting(filing),
            _("The organisation ends in the cases set by law and by a decision of its body."),
            decides,
        ),
    )
    yield Article(
        ("other",),
        _("Other provisions"),
        (
            *([online.other_matters] if online.other_matters else []),
            _(
                "What this statute does not regulate is governed by the law on non-governmental organisations."
            ),
            _("This statute enters into force on the day of its adoption."),
        ),
    )


def lasting(filing: RegisterFiling) -> Iterator[str]:
    """Until when, for an organisation founded for a time."""
    if filing.lasts_until:
        until = {"day": date_format(filing.lasts_until, "DATE_FORMAT")}
        yield _("The organisation is founded for a time, until %(day)s.") % until
