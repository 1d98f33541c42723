"""An invented register of any size in a database of its own, made by COPY and kept for the next run.

The names have the shapes of real ones: kinds of organisations, whom and what they are for, words of their own,
seats in real municipalities, both scripts, acronyms, former names, near namesakes. The database is named by its
size and by everything that shapes it, so a change of the tables makes it anew.
"""

import hashlib
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from office.embedded import Postgres
from office.scripts import fold, sort_key, to_cyrillic

ROOT = Path(__file__).resolve().parent.parent
SHAPED_BY = (
    "bench/million.py",
    "*/migrations/*.py",
    "office/scripts.py",
    "office/scripts_sql.py",
    "ngo_registry/lookup_sql.py",
)
SEED, STREAMS = 20261125, 2
ORG, AREAS = "ngo_registry_organisation", "ngo_registry_organisation_areas"
OF_THE_SEARCH = ("ngo_registry_searchword", "ngo_registry_registercount", "ngo_registry_searchrefresh")
COLUMNS = (
    "number", "kind", "name", "name_cyrillic", "short_name", "other_names", "former_names", "municipality_id", "place",
    "address", "goals", "activities", "economic_activity", "economic_code", "pib", "mb", "home_name", "home_seat",
    "home_country", "website", "email", "phone_public", "decision_number", "status", "deletion_reason", "deletion_act",
    "iban", "email_of_record", "source", "sort_key", "registered_on",
)  # fmt: skip
FORMS = (
    "Udruženje", "Udruženje", "Udruženje", "Udruženje građana", "Nevladino udruženje", "Nevladina organizacija", "Centar",
    "Centar za", "Društvo", "Fondacija", "Klub", "Savez", "Asocijacija", "NVO", "Mreža", "Pokret",
    "Inicijativa", "Zajednica", "Forum", "Institut", "Omladinski klub", "Kulturno-umjetničko društvo", "Planinarsko društvo",
    "Ekološko društvo",
)  # fmt: skip
WHOSE = (
    "žena", "mladih", "roditelja", "lica sa invaliditetom", "građana", "ljubitelja prirode", "pčelara", "stvaralaca",
    "penzionera", "paraplegičara", "slijepih", "boraca", "izviđača", "ribolovaca", "vinogradara", "maslinara", "umjetnika",
    "novinara", "pravnika", "nastavnika", "studenata", "volontera", "samohranih majki", "raseljenih lica", "preduzetnika",
)  # fmt: skip
WHAT = (
    "za zaštitu životne sredine", "za kulturu i umjetnost", "za ljudska prava", "za djecu i porodicu", "za održivi razvoj",
    "za razvoj civilnog društva", "za evropske integracije", "za borbu protiv nasilja", "za socijalnu zaštitu",
    "za ruralni razvoj", "za zaštitu životinja", "za mentalno zdravlje", "za građansko obrazovanje", "za demokratiju",
    "za rodnu ravnopravnost", "za medijsku pismenost", "za sport i rekreaciju", "za očuvanje tradicije", "za mlade",
)  # fmt: skip
NAMED = (
    "Novi put", "Đurđevak", "Koraci", "Ljubišnja", "Sunce", "Nada", "Most", "Zvono", "Horizont", "Prijatelji", "Jezero",
    "Zora", "Iskra", "Feniks", "Dodir", "Putokaz", "Duga", "Proljeće", "Njegoš", "Stećak", "Lovćen", "Osmijeh",
)  # fmt: skip
SYLLABLES = (
    "ba", "be", "bi", "bo", "ca", "če", "ći", "da", "de", "đo", "fa", "ga", "go", "ha", "ja", "je", "ka", "ko", "la", "le",
    "lju", "ma", "me", "mi", "na", "ni", "nja", "o", "pa", "pe", "po", "ra", "re", "ri", "ro", "sa", "se", "so", "ša", "ta",
    "te", "ti", "to", "u", "va", "ve", "vi", "za", "ze", "žu",
)  # fmt: skip
ENDINGS = (
    "n",
    "r",
    "š",
    "ć",
    "k",
    "l",
    "st",
    "vac",
    "nik",
    "ica",
    "ija",
    "ski",
    "je",
    "a",
    "o",
    "ost",
    "anj",
    "ar",
)

Row = tuple[str, ...]


def own_words(count: int) -> list[str]:
    """Invented words, as names of places, of people and fantasy are in a register: many, each rare."""
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) + chance.choice(ENDINGS)] = (
            None
        )
    return [word.capitalize() for word in words]


def remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    """The same for a word met before."""
    known: dict[str, str] = {}

    def of(word: str) -> str:
        if word not in known:
            known[word] = function(word)
        return known[word]

    return of


key_of, cyrillic_of, folded = remembered(sort_key), remembered(to_cyrillic), remembered(fold)


def named(chance: random.Random, n: int, place: str, words: list[str]) -> str:
    """One name: most with a word of their own, some of common words only, many much alike."""
    form, turn = chance.choice(FORMS), n % 8
    if form.endswith(" za"):
        return f"{form[:-3]} {chance.choice(WHAT)} „{chance.choice(words)}“"
    if turn == 0:
        return f"{form} {chance.choice(WHOSE)} {chance.choice(WHAT)} {place}"
    own = f"{chance.choice(NAMED)} {chance.choice(words)}" if chance.random() < 0.3 else chance.choice(words)
    whose = f"{chance.choice(WHOSE)} „{own}“" if turn < 6 else f"{chance.choice(WHAT)} {own}"
    return f"{form} {whose} {place}" if turn > 4 else f"{form} {whose}"


def invented(size: int, places: list[tuple[int, str]]) -> Iterator[Row]:
    """Rows of the register; a name met twice carries one more word of its own, as the law asks."""
    words, chance = own_words(max(300, min(120_000, size // 8))), random.Random(SEED)
    taken: set[int] = set()

    def fresh(name: str) -> bool:
        key = hash("".join(map(folded, name.split(" "))).replace(" ", ""))
        new = key not in taken
        taken.add(key)
        return new

    for n in range(size):
        municipality, place = chance.choice(places)
        name = named(chance, n, place, words)
        while not fresh(name):
            name = f"{name} {chance.choice(words)}"
        key = "00".join(key for key in map(key_of, name.replace("-", " ").split()) if key)
        former = (
            f"{chance.choice(FORMS)} „{chance.choice(words)} {chance.choice(words)}“" if n % 12 == 0 else ""
        )
        letters = "".join(word[0] for word in name.split() if word[0].isalpha() and len(word) > 2).upper()[:8]
        if n % 7 == 0:
            name = " ".join(map(cyrillic_of, name.split(" ")))
        gone = n % 11 == 0
        facts = {
            "number": f"{2000 + n % 27}-{n:06d}", "kind": "foundation" if n % 9 == 0 else "association", "name": name,
            "short_name": letters if n % 3 == 0 else "", "former_names": former, "municipality_id": str(municipality),
            "place": place, "status": "deleted" if gone else "active", "deletion_reason": "odluka" if gone else "",
            "source": "own", "sort_key": key, "economic_activity": "f", "mb": f"{23_000_000 + n}",
            "pib": f"{2_000_000 + n:08d}", "registered_on": f"{2000 + n % 27}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        }  # fmt: skip
        yield tuple(facts.get(column, "") for column in COLUMNS)


def blocks(rows: Iterator[Row]) -> Iterator[str]:
    """The rows as text of COPY, a thousand at a time."""
    while part := list(itertools.islice(rows, 1000)):
        yield "".join("\t".join(row) + "\n" for row in part)


def quiet_line(url: str) -> psycopg.Connection:
    """A connection that fires no trigger of the history and sorts in memory."""
    line = psycopg.connect(url, autocommit=True)
    line.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
    return line.execute("SET synchronous_commit = off") and line


def poured(url: str, texts: Iterator[str]) -> None:
    """The rows by COPY over several connections; the database folds them."""
    lock = threading.Lock()

    def stream(_number: int) -> None:
        into = f"COPY {ORG} ({', '.join(COLUMNS)}) FROM STDIN"
        with quiet_line(url) as line, line.cursor() as cursor, cursor.copy(into) as copy:
            while True:
                with lock:
                    text = next(texts, None)
                if text is None:
                    return
                copy.write(text)

    with ThreadPoolExecutor(STREAMS) as pool:
        list(pool.map(stream, range(STREAMS)))


def without_indexes(line: psycopg.Connection) -> list[str]:
    """Take the indexes of both tables away; returns the statements that make them again, the longest first."""
    owned = line.execute(
        "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('u', 'f')",
        [[ORG, AREAS]],
    ).fetchall()
    for name, table, _definition in owned:
        line.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    others = line.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary",
        [[ORG, AREAS]],
    ).fetchall()
    for name, _definition in others:
        line.execute(f"DROP INDEX {name}")
    again = [definition for _name, definition in sorted(others, key=lambda one: " gin " not in one[1])]
    return again + [
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {text}" for name, table, text in sorted(owned)
    ]


def remade(url: str, statements: list[str]) -> None:
    """The indexes again, two at a time; constraints after them, one at a time."""

    def run(statement: str) -> None:
        with quiet_line(url) as line:
            line.execute(statement)

    with ThreadPoolExecutor(STREAMS) as pool:
        list(pool.map(run, [one for one in statements if one.startswith("CREATE")]))
    for statement in statements:
        if not statement.startswith("CREATE"):
            run(statement)


def fill(url: str, size: int) -> None:
    """The rows, one or two areas for each, the indexes, the statistics."""
    with quiet_line(url) as line:
        line.execute(f"TRUNCATE {ORG} CASCADE")
        line.execute(f"TRUNCATE {', '.join(OF_THE_SEARCH)}")  # the words of what stood here before
        places = line.execute("SELECT id, name FROM office_municipality ORDER BY id").fetchall()
        again = without_indexes(line)
        poured(url, blocks(invented(size, places)))
        line.execute(
            f"INSERT INTO {AREAS} (organisation_id, area_id) SELECT o.id, a.id FROM {ORG} o, "
            "(SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all_areas FROM office_area) a "
            "WHERE o.id % a.all_areas = a.place OR (o.id % 4 = 0 AND (o.id / 4) % a.all_areas = a.place)"
        )
        remade(url, again)
        line.execute(f"VACUUM ANALYZE {ORG}")
        line.execute(f"VACUUM ANALYZE {AREAS}")


def register(home: Path, size: int, say: Callable[[str], None]) -> str:
    """Address of the database with so many organisations; made when missing, older ones of this bench go."""
    shape = hashlib.sha256(f"{SEED} {size}".encode())
    for path in sorted({path for pattern in SHAPED_BY for path in ROOT.glob(pattern)}):
        shape.update(path.read_bytes())
    name, server = f"register_{shape.hexdigest()[:12]}", Postgres(home)
    with psycopg.connect(server.url("postgres"), autocommit=True) as line:
        there = {name for (name,) in line.execute("SELECT datname FROM pg_database")}
        if name in there:
            return server.url(name)
        for old in there:
            if old.startswith(("register_", "building_register_")):
                line.execute(f"DROP DATABASE {old} WITH (FORCE)")
        began = time.monotonic()
        line.execute(f"CREATE DATABASE building_{name} TEMPLATE saradnja STRATEGY FILE_COPY")
        fill(server.url(f"building_{name}"), size)
        line.execute(f"ALTER DATABASE building_{name} RENAME TO {name}")
    say(f"{size} organisations in {time.monotonic() - began:.1f} s")
    return server.url(name)
