"""Words the demo is made of: names of invented people, kinds of organisations and projects as they really occur."""

from office.jurisdiction import current
from office.scripts import to_cyrillic

FIRST = (
    "Ana", "Marko", "Jelena", "Nikola", "Milica", "Stefan", "Ivana", "Luka", "Marija", "Petar", "Sanja", "Vuk", "Tamara",
    "Filip", "Dragana", "Andrija", "Katarina", "Bojan", "Nevena", "Igor", "Amina", "Emir", "Lejla", "Arben", "Vesna",
)  # fmt: skip
LAST = (
    "Vujović", "Radović", "Popović", "Kovačević", "Đurović", "Marković", "Nikčević", "Šćepanović", "Bulatović", "Perović",
    "Milić", "Hodžić", "Krasnići", "Lukić", "Zeković", "Božović", "Jovanović", "Raičević", "Tomić", "Ćetković", "Žugić",
)  # fmt: skip
NGO_NAMES = (
    "Udruženje mladih sa hendikepom {place}", "Centar za razvoj {place}", "Ekološko društvo Zeleni {place}",
    "Kulturno-umjetničko društvo {place}", "Udruženje žena {place}", "Planinarsko društvo {place}",
    "Udruženje roditelja djece sa smetnjama u razvoju {place}", "Mreža volontera {place}", "Fondacija Budućnost {place}",
    "Udruženje penzionera {place}", "Građanska inicijativa {place}", "Omladinski klub {place}",
    "Centar za ženska prava {place}", "Udruženje proizvođača hrane {place}", "Prijatelji {place}",
)  # fmt: skip
PROJECTS = (
    "Podrška za samostalan život u zajednici", "Zelena škola u prirodi", "Dnevni boravak za starija lica",
    "Radionice digitalnih vještina za mlade", "Očuvanje starih zanata", "Volonterska mreža za pomoć u kući",
    "Besplatna pravna pomoć za žene", "Lokalni akcioni plan za klimu", "Inkluzivni sport za djecu",
    "Festival malih kultura", "Kompostiranje u svakom dvorištu", "Personalna asistencija u obrazovanju",
    "Mediji bez govora mržnje", "Sigurna kuća i savjetovalište", "Put ljekovitog bilja",
)  # fmt: skip
SETTLEMENTS = (
    "Petrovaradin", "Sremska Kamenica", "Futog", "Veternik", "Kać", "Begeč", "Bukovac", "Rumenka", "Kovilj",
)  # fmt: skip
# The demo is written in ijekavian; where the office writes ekavian, these stems turn.
EKAVIAN = (
    ("nijes", "nis"), ("djec", "dec"), ("dječ", "deč"), ("umjetn", "umetn"), ("vještin", "veštin"),
    ("izvještaj", "izveštaj"), ("savjet", "savet"), ("sjednic", "sednic"), ("ljekovit", "lekovit"), ("djel", "del"),
    ("procjen", "procen"), ("primjer", "primer"), ("smjer", "smer"), ("prosvjet", "prosvet"), ("bezbjedn", "bezbedn"),
    ("obezbjeđ", "obezbeđ"), ("sjećanj", "sećanj"), ("sjever", "sever"), ("oboljel", "obolel"), ("mjest", "mest"),
    ("ocjen", "ocen"), ("rješenj", "rešenj"), ("uspjeh", "uspeh"), ("unaprijed", "unapred"), ("mjer", "mer"),
    ("ocijen", "ocen"), ("sljedeć", "sledeć"), ("poslije", "posle"), ("dvije ", "dve "), ("primjedb", "primedb"),
    ("posljednj", "poslednj"), ("namijenj", "namenj"), ("ovjer", "over"), ("provjer", "prover"), ("uvjeren", "uveren"),
    ("najprije ", "najpre "), ("prije ", "pre "), ("razumije", "razume"), (" dio ", " deo "), ("žrijeb", "žreb"),
    ("izmjen", "izmen"), ("promjen", "promen"), ("pješa", "peša"), ("dijete", "dete"), ("podnije", "podne"),
    ("unijet", "unet"), ("mjesn", "mesn"), ("mjesec", "mesec"), ("punoljet", "punolet"), ("nasljednik", "naslednik"),
    ("sjedišt", "sedišt"), ("rijek", "rek"), ("posjet", "poset"), ("gdje", "gde"), ("zahtjev", "zahtev"),
    ("potkrijep", "potkrep"), ("unijel", "unel"),
)  # fmt: skip


def ekavian() -> bool:
    """True when the office writes ekavian, in Cyrillic first."""
    return current().languages[0] == "sr"


def ours(text: str) -> str:
    """The text as people of this office write it: ekavian and Cyrillic, or as it stands."""
    if not ekavian():
        return text
    for one, other in EKAVIAN:
        text = text.replace(one, other).replace(one.capitalize(), other.capitalize())
    return to_cyrillic(text)
