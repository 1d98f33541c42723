"""Three thousand invented organisations with near namesakes, and sixty searches people make among them."""

import itertools

from office.scripts import to_cyrillic

PLACES = (
    "Andrijevica", "Bar", "Berane", "Bijelo Polje", "Budva", "Cetinje", "Danilovgrad", "Gusinje", "Herceg Novi", "Kolašin",
    "Kotor", "Mojkovac", "Nikšić", "Plav", "Pljevlja", "Plužine", "Podgorica", "Rožaje", "Šavnik", "Tivat", "Tuzi",
    "Ulcinj", "Žabljak", "Zeta", "Golubovci",
)  # fmt: skip
FORMS = ("Udruženje", "Nevladino udruženje", "Savez udruženja", "Društvo")
WHOSE = (
    "žena", "mladih", "penzionera", "pčelara", "paraplegičara", "roditelja", "umjetnika", "izviđača", "maslinara",
    "slijepih",
    "boraca", "ribolovaca", "ljubitelja prirode", "samohranih majki", "građana", "volontera", "planinara", "preduzetnika",
    "ratnih veterana", "pravnika", "novinara", "studenata", "vinogradara", "nastavnika", "stočara",
)  # fmt: skip
NAMED = (
    "Sunce", "Zora", "Horizont", "Most", "Nada", "Duga", "Feniks", "Iskra", "Putokaz", "Koraci", "Dodir", "Osmijeh", "Zvono",
    "Jezero", "Prijatelji", "Proljeće", "Lovćen", "Njegoš", "Stećak", "Durmitor",
)  # fmt: skip
TOPICS = (
    "za zaštitu životne sredine", "za zaštitu životinja", "za ljudska prava", "za ženska prava", "za dječja prava",
    "za građansko obrazovanje", "za neformalno obrazovanje", "za održivi razvoj", "za ruralni razvoj", "za kulturu",
)  # fmt: skip
NAMES = {  # name: (short name, former names, number)
    "Centar za građansko obrazovanje": ("CGO", "", "2021-0417"),
    "Centar za građanske slobode": ("CEGAS", "", "2021-0418"),
    "Mreža za afirmaciju nevladinog sektora": ("MANS", "", "2021-0419"),
    "Centar za razvoj nevladinih organizacija": (
        "CRNVO",
        "Centar za podršku građanskom društvu",
        "2021-0420",
    ),
    "Udruženje mladih sa hendikepom Crne Gore": ("UMHCG", "", "2021-0421"),
    "SOS telefon za žene i djecu žrtve nasilja Nikšić": ("SOS Nikšić", "", "2021-0422"),
    "SOS telefon za žene i djecu žrtve nasilja Podgorica": ("SOS Podgorica", "", "2021-0423"),
    "Društvo za zaštitu ptica „Đurđevak“": ("", "Društvo ornitologa Zapis", "2021-0424"),
    "Удружење „Њива и Љубичица“ Пљевља": ("", "", "2021-0425"),
    "Akcija za ljudska prava": ("HRA", "Helsinška grupa Zeta", "2021-0426"),
    "Fondacija „Ćiro Džaja“": ("", "", "2021-0427"),
    "NVO Sigurna ženska kuća": ("SŽK", "", "2021-0428"),
    "Asocijacija za demokratski prosperitet – Zid": ("ADP-Zid", "", "2021-0429"),
    "Institut alternativa": ("IA", "Centar Pogled", "2021-0430"),
    "Juventas": ("", "", "2021-0431"),
    "Roditelji": ("", "Porodični krug", "2021-0432"),
    "Green Home": ("", "", "2021-0433"),
    "Expeditio – centar za održivi prostorni razvoj": ("", "", "2021-0434"),
    "Zeleni dom Skadarsko jezero": ("", "Društvo čuvara jezera", "2021-0435"),
    "Крагујевачки круг „Ђердан“": ("", "", "2021-0436"),
    "Fond za aktivno građanstvo": ("fAKT", "", "2021-0437"),
    "Crnogorski ženski lobi": ("CŽL", "", "2021-0438"),
    "Naša djeca – Učimo kroz igru": ("", "", "2021-0439"),
    "Udruženje „Adria-Net“ Bar": ("", "", "2021-0440"),
}
SEARCHES = (
    # one letter wrong, missing, too much, swapped
    ("centar za gradjansko obrazovnje", "Centar za građansko obrazovanje"),
    ("centar za građansko obrazovnaje", "Centar za građansko obrazovanje"),
    ("mreža za afirmacju nevladinog sektora", "Mreža za afirmaciju nevladinog sektora"),
    ("mreza za afrimaciju", "Mreža za afirmaciju nevladinog sektora"),
    ("udruzenje mladih sa hendikpeom", "Udruženje mladih sa hendikepom Crne Gore"),
    ("sos telefom za zene niksic", "SOS telefon za žene i djecu žrtve nasilja Nikšić"),
    ("sos telefon nasillja podgorica", "SOS telefon za žene i djecu žrtve nasilja Podgorica"),
    ("durdevak", "Društvo za zaštitu ptica „Đurđevak“"),
    ("zastita ptca djurdjevak", "Društvo za zaštitu ptica „Đurđevak“"),
    ("ljubcica njiva", "Удружење „Њива и Љубичица“ Пљевља"),
    ("akcja za ljudska prava", "Akcija za ljudska prava"),
    ("akcija za ljduska prava", "Akcija za ljudska prava"),
    ("ciro dzajja", "Fondacija „Ćiro Džaja“"),
    ("sigrna zenska kuca", "NVO Sigurna ženska kuća"),
    ("demokratski prosperiett", "Asocijacija za demokratski prosperitet – Zid"),
    ("institut alternatva", "Institut alternativa"),
    ("juvnetas", "Juventas"),
    ("juventass", "Juventas"),
    ("gren home", "Green Home"),
    ("expedito", "Expeditio – centar za održivi prostorni razvoj"),
    ("skadrsko jezero", "Zeleni dom Skadarsko jezero"),
    ("crnogorski zenksi lobi", "Crnogorski ženski lobi"),
    # no diacritics, đ as dj and as d
    ("sigurna zenska kuca", "NVO Sigurna ženska kuća"),
    ("fond za aktivno gradjanstvo", "Fond za aktivno građanstvo"),
    ("fond za aktivno gradanstvo", "Fond za aktivno građanstvo"),
    ("nasa djeca ucimo kroz igru", "Naša djeca – Učimo kroz igru"),
    ("naša deca učimo", "Naša djeca – Učimo kroz igru"),
    # the other script, also mistyped in it, and letters that only look alike
    ("центар за грађанско образовање", "Centar za građansko obrazovanje"),
    ("центар за грађанско образоване", "Centar za građansko obrazovanje"),
    ("njiva ljubičica", "Удружење „Њива и Љубичица“ Пљевља"),
    ("јувентс", "Juventas"),
    ("kragujevacki krug djerdan", "Крагујевачки круг „Ђердан“"),
    ("мрежа афирмација сектора", "Mreža za afirmaciju nevladinog sektora"),
    ("Јuventas", "Juventas"),
    ("Institut аlternativa", "Institut alternativa"),
    ("ЈУВЕНТAС", "Juventas"),
    # another order, words left out or added
    ("ptica zaštita društvo", "Društvo za zaštitu ptica „Đurđevak“"),
    ("nikšić sos", "SOS telefon za žene i djecu žrtve nasilja Nikšić"),
    ("prava ljudska akcija", "Akcija za ljudska prava"),
    ("NVO Juventas", "Juventas"),
    ("udruženje Roditelji", "Roditelji"),
    ("NVO Institut alternativa Podgorica", "Institut alternativa"),
    ("lobi ženski", "Crnogorski ženski lobi"),
    # acronyms, of the register and of the first letters
    ("CGO", "Centar za građansko obrazovanje"),
    ("ц.г.о.", "Centar za građansko obrazovanje"),
    ("mans", "Mreža za afirmaciju nevladinog sektora"),
    ("UMH", "Udruženje mladih sa hendikepom Crne Gore"),
    ("ADP Zid", "Asocijacija za demokratski prosperitet – Zid"),
    # former names
    ("centar za podršku građanskom društvu", "Centar za razvoj nevladinih organizacija"),
    ("helsinska grupa", "Akcija za ljudska prava"),
    ("društvo ornitologa zapsi", "Društvo za zaštitu ptica „Đurđevak“"),
    # only begun, also mistyped
    ("expedit", "Expeditio – centar za održivi prostorni razvoj"),
    ("mreža za afirm", "Mreža za afirmaciju nevladinog sektora"),
    ("mreža za afrima", "Mreža za afirmaciju nevladinog sektora"),
    ("demokratski prospreit", "Asocijacija za demokratski prosperitet – Zid"),
    ("crnogor zen lobi", "Crnogorski ženski lobi"),
    # numbers
    ("2021 - 0426", "Akcija za ljudska prava"),
    ("br. 2021/0433", "Green Home"),
    ("PIB 02 800 431", "Juventas"),
    # quotes, hyphens, words written as one or in two
    ("„Adria Net“", "Udruženje „Adria-Net“ Bar"),
)


def names() -> list[tuple[str, str, str, str]]:
    """Name, short name, former names, number of each organisation."""
    kinds = [f"{form} {whose} {place}" for form, whose, place in itertools.product(FORMS, WHOSE, PLACES)]
    kinds += [f"NVO „{named}“ {place}" for named, place in itertools.product(NAMED, PLACES[:15])]
    kinds += [f"Centar {topic} {place}" for topic, place in itertools.product(TOPICS, PLACES[:20])]
    plain = [
        (to_cyrillic(name) if n % 7 == 0 else name, "", "", f"2020-{n:04d}") for n, name in enumerate(kinds)
    ]
    return plain + [(name, *rest) for name, rest in NAMES.items()]
