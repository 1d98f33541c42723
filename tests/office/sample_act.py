"""A decision as a ministry would issue it, in every language of the portal."""

import datetime
from typing import Any

from office.languages import script_of
from office.scripts import to_cyrillic

DAY = datetime.date(2026, 11, 22)
PROJECTS = (
    ("NVO „Zeleni put“", "Čiste rijeke sjevera", "92,50", "19.850,00 €"),
    ("Udruženje „Žabljak bez plastike“", "Škola u prirodi: Đurđevića Tara", "90,00", "24.600,00 €"),
    ("Fondacija „Ćirilica i latinica“", "Ljeto, njiva i džep: ekološke radionice", "88,25", "32.000,00 €"),
    ("NVO „Śever“", "Iźedena obala", "85,00", "20.000,00 €"),
)
LATIN = {
    "recipient": ("NVO „Zeleni put“", "Njegoševa bb", "81450 Šavnik"),
    "basis": "Na osnovu člana 32v Zakona o nevladinim organizacijama („Službeni list CG“, br. 39/11 i "
    "37/17), Komisija za raspodjelu sredstava, na sjednici održanoj 18. novembra 2026. godine, donijela je",
    "heading": "Odluku",
    "about": "o raspodjeli sredstava za projekte nevladinih organizacija u oblasti zaštite životne sredine "
    "u 2026. godini",
    "points": (
        "Sredstva u ukupnom iznosu od 96.450,00 € raspodjeljuju se za projekte navedene u tabeli 1, "
        "u iznosima i po redoslijedu sa rang liste broj 3/2026.",
        "Sa nevladinim organizacijama iz ove odluke zaključuju se ugovori u roku od 15 dana "
        "od dana njenog objavljivanja.",
        "Odluka se objavljuje na internet stranici ministarstva i na portalu.",
    ),
    "awards": (
        "Tabela 1. Podržani projekti",
        "Mjesto",
        "Nevladina organizacija",
        "Projekat",
        "Ocjena",
        "Iznos",
    ),
    "total": "Ukupno",
    "reason": "Ministarstvo je 12. juna 2026. godine objavilo javni konkurs broj 3/2026. U roku je podnijeto "
    "44 prijave. Dva nezavisna procjenjivača ocijenila su svaku prijavu; konačna ocjena je aritmetička "
    "sredina njihovih ocjena.",
    "quote": "Rješenje o raspodjeli sredstava: pouka, grb i pečat, šuma i žaba, ćilim, đak, džem.",
    "remedy": "Protiv ove odluke može se pokrenuti upravni spor tužbom Upravnom sudu Crne Gore u roku "
    "od 20 dana od dana prijema.",
    "signatory": ("Predsjednica komisije", "Milica Đurović"),
    "deliver": ("podnosiocima prijava", "arhivi"),
    "annex": ("Prilog: rang lista", "Rang lista broj 3/2026"),
    "columns": (
        "Mjesto",
        "Broj prijave",
        "Organizacija",
        "Projekat",
        "Ocjena A",
        "Ocjena B",
        "Konačna ocjena",
    ),
    "row": ("Udruženje građana broj", "Održivi razvoj opštine i učešće mladih u odlučivanju"),
}
ENGLISH = LATIN | {
    "basis": "On the basis of Article 32v of the Law on Non-governmental Organisations (Official Gazette of "
    "Montenegro 39/11 and 37/17), the Commission for the allocation of funds, at its session of "
    "18 November 2026, adopted the",
    "heading": "Decision",
    "about": "on the allocation of funds to projects of non-governmental organisations in environmental "
    "protection in 2026",
    "points": (
        "Funds of €96,450.00 in total are allocated to the projects in table 1, in the sums and the order "
        "of ranking list 3/2026.",
        "Contracts with these organisations are signed within 15 days of the publication of the decision.",
        "The decision is published on the web site of the ministry and on the portal.",
    ),
    "awards": ("Table 1. Supported projects", "Place", "Organisation", "Project", "Score", "Sum"),
    "total": "Total",
    "reason": "On 12 June 2026 the ministry published public call 3/2026. In time 44 applications were "
    "submitted. Two independent evaluators scored each of them; the final score is the mean of the two.",
    "quote": "A decision is signed by the president of the commission.",
    "remedy": "This decision may be challenged by a lawsuit before the Administrative Court within 20 days "
    "of its receipt.",
    "signatory": ("President of the commission", "Milica Đurović"),
    "deliver": ("the applicants", "the archive"),
    "annex": ("Annex: ranking list", "Ranking list 3/2026"),
    "columns": ("Place", "Application", "Organisation", "Project", "Score A", "Score B", "Final score"),
}


def act(language: str, places: int = 44) -> dict[str, Any]:
    """Facts of the sample act for its template; with few places it is short and quick to draw."""
    texts = ENGLISH if language == "en" else LATIN
    cyrillic = script_of(language) == "cyrillic"

    def said(text: Any) -> Any:
        if isinstance(text, tuple):
            return tuple(said(part) for part in text)
        return to_cyrillic(text) if cyrillic else text

    t = {key: said(value) for key, value in texts.items()}
    caption, *heads = t["awards"]
    other = ("cnr-Latn", "Crna Gora, Žabljak") if cyrillic else ("cnr-Cyrl", "Црна Гора, Жабљак")
    return {
        "number": "UPI-01-018/26-421/1",
        "sealed": False,
        "recipient": {"name": t["recipient"][0], "lines": t["recipient"][1:]},
        "signatory": {"office": t["signatory"][0], "name": t["signatory"][1]},
        "reasons": [t["reason"]] * 3,
        "other": {"lang": other[0], "text": other[1]},
        "awards": {
            "caption": caption,
            "head": list(zip(heads, ("centre", "", "", "amount", "amount"), strict=True)),
            "rows": [award(place, said(row)) for place, row in enumerate(PROJECTS, 1)],
            "foot": [(t["total"], ""), ("", ""), ("", ""), ("", ""), ("96.450,00 €", "amount")],
        },
        "annex": ranking(t, places),
        **{key: t[key] for key in ("basis", "heading", "about", "points", "quote", "remedy", "deliver")},
    }


def award(place: int, row: tuple[str, ...]) -> list[tuple[str, str]]:
    """A supported project as cells with their look."""
    organisation, project, score, amount = row
    return [(str(place), "centre"), (organisation, ""), (project, ""), (score, "amount"), (amount, "amount")]


def ranking(t: dict[str, Any], places: int) -> dict[str, Any]:
    """The ranking list; 44 applications are long enough for two wide pages."""
    looks = ("centre", "", "", "", "amount", "amount", "amount")
    rows = []
    for place in range(1, places + 1):
        score = f"{95 - place},50"
        cells = (
            f"{place}", f"P-2026-{place:04}", f"{t['row'][0]} {place}", t["row"][1], score, score, score,
        )  # fmt: skip
        rows.append(list(zip(cells, looks, strict=True)))
    title, caption = t["annex"]
    return {
        "title": title, "caption": caption, "rows": rows, "foot": [],
        "head": list(zip(t["columns"], looks, strict=True)),
    }  # fmt: skip
