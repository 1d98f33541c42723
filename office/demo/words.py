"""Words the demo is made of: names of invented people, kinds of organisations and projects as they really occur."""

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
    "Centar za ženska prava {place}", "Udruženje proizvođača hrane {place}", "NVO Prijatelji {place}",
)  # fmt: skip
PROJECTS = (
    "Podrška za samostalan život u zajednici", "Zelena škola u prirodi", "Dnevni boravak za starija lica",
    "Radionice digitalnih vještina za mlade", "Očuvanje starih zanata", "Volonterska mreža za pomoć u kući",
    "Besplatna pravna pomoć za žene", "Lokalni akcioni plan za klimu", "Inkluzivni sport za djecu",
    "Festival malih kultura", "Kompostiranje u svakom dvorištu", "Personalna asistencija u obrazovanju",
    "Mediji bez govora mržnje", "Sigurna kuća i savjetovalište", "Put ljekovitog bilja",
)  # fmt: skip
BODIES_ME = (
    ("mrs", "Ministarstvo rada i socijalnog staranja"), ("mku", "Ministarstvo kulture i medija"),
    ("mek", "Ministarstvo ekologije i održivog razvoja"), ("mpnn", "Ministarstvo prosvjete, nauke i inovacija"),
    ("mljmp", "Ministarstvo ljudskih i manjinskih prava"), ("msm", "Ministarstvo sporta i mladih"),
    ("mpu", "Ministarstvo javne uprave"),
)  # fmt: skip
BODIES_RS = (
    ("min-kultura", "Ministarstvo kulture"), ("min-rad", "Ministarstvo za rad, zapošljavanje i socijalna pitanja"),
    ("min-omladina", "Ministarstvo turizma i omladine"),
)  # fmt: skip
BODIES_NS = (
    ("gu-kultura", "Gradska uprava za kulturu"), ("gu-socijalna", "Gradska uprava za socijalnu i dečiju zaštitu"),
    ("gu-ekologija", "Gradska uprava za zaštitu životne sredine"), ("gu-opsti", "Gradska uprava za opšte poslove"),
)  # fmt: skip
