"""From the sources to the compiled catalogs of five languages."""

from collections.abc import Iterable
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

from office.catalogs.ijekavian import Norm
from office.catalogs.messages import (
    ENGLISH_RULE,
    PLURAL_RULE,
    Catalog,
    mo_bytes,
    read_mo,
    read_po,
    write_if_changed,
)
from office.scripts import to_latin

LANGUAGE_FOLDERS = ("sr", "sr_Latn", "cnr_Cyrl", "cnr", "en")
DOMAINS = {"django": "*.po", "djangojs": "js/*.po"}


def package_folders() -> list[Path]:
    """Folders of catalogs that come with Django and the other installed packages."""
    folders = [Path(django.__file__).parent / "conf" / "locale"]
    folders += [
        Path(config.path) / "locale" for config in apps.get_app_configs() if not _is_ours(Path(config.path))
    ]
    return [folder for folder in folders if folder.is_dir()]


def _is_ours(path: Path) -> bool:
    return path.parent == Path(settings.BASE_DIR)


def packages_serbian(domain: str) -> Catalog:
    """What the packages themselves have in Serbian Cyrillic."""
    catalog: Catalog = {}
    for folder in package_folders():
        path = folder / "sr" / "LC_MESSAGES" / f"{domain}.mo"
        if path.is_file():
            catalog |= read_mo(path)
    return catalog


def merged(paths: Iterable[Path]) -> Catalog:
    """Several source files as one catalog; what an app says goes before the words for packages."""
    catalog: Catalog = {}
    for path in sorted(paths, key=lambda path: (path.stem != "vendor", path.name)):
        catalog |= read_po(path)
    return catalog


def catalogs(locale: Path, domain: str = "django") -> dict[str, Catalog]:
    """The whole catalog of every language, by the name of its folder."""
    files = DOMAINS[domain]
    norm = Norm.load(locale / "cnr" / "stems.toml")
    serbian = packages_serbian(domain) | merged((locale / "sr").glob(files))
    montenegrin = {key: message.turned(norm.montenegrin) for key, message in serbian.items()}
    montenegrin |= merged((locale / "cnr").glob(files))
    return {
        "sr": serbian,
        "sr_Latn": {key: message.turned(to_latin) for key, message in serbian.items()},
        "cnr_Cyrl": montenegrin,
        "cnr": {key: message.turned(to_latin) for key, message in montenegrin.items()},
        "en": merged((locale / "en").glob(files)),
    }


def derive(locale: Path) -> dict[str, int]:
    """Write what changed; gives the number of sentences of each language."""
    counts = {}
    for domain in DOMAINS:
        for language, catalog in catalogs(locale, domain).items():
            rule = ENGLISH_RULE if language == "en" else PLURAL_RULE
            data = mo_bytes(catalog, language=language, plural_rule=rule)
            write_if_changed(locale / language / "LC_MESSAGES" / f"{domain}.mo", data)
            counts[language] = counts.get(language, 0) + len(catalog)
    return counts


def refresh(locale: Path) -> None:
    """Derive when a source is newer than what is compiled, or when nothing is."""
    compiled = [locale / language / "LC_MESSAGES" / "django.mo" for language in LANGUAGE_FOLDERS]
    sources = [*locale.rglob("*.po"), *locale.rglob("*.toml"), *Path(__file__).parent.glob("*.py")]
    newest = max(path.stat().st_mtime for path in sources)
    if not all(path.is_file() and path.stat().st_mtime >= newest for path in compiled):
        derive(locale)
        for path in compiled:
            path.touch()
