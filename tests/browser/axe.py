"""What every browser test asks of a page: no fault of accessibility, nothing sideways, dark too."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([rules, tags]) => {
    const only = rules ? {type: "rule", values: rules} : {type: "tag", values: tags};
    const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
    const said = (v, n) => `${v.id}: ${n.html.slice(0, 160)} | ${n.failureSummary}`;
    return found.violations.flatMap(v => v.nodes.map(n => said(v, n)));
}"""
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) { return []; }
    const wide = [...document.querySelectorAll("body *")].filter(
        e => e.getBoundingClientRect().right > width + 1 && !e.closest(".table-scroll"));
    return [`wider than ${width} px: ` + wide.slice(0, 5).map(e => `${e.tagName}.${e.className}`).join(", ")];
}"""


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """Faults that axe finds on the page as it is now; with rules given, of those rules only."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, [rules, TAGS])


def sideways(page: Page, width: int = 320) -> list[str]:
    """What sticks out of a window of this width."""
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    found = page.evaluate(TOO_WIDE)
    if size:
        page.set_viewport_size(size)
    return found


def check_page(page: Page) -> None:
    """The whole check of one page: axe, contrast in the dark, 320 px; the page stays as it was."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = faults(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark: {fault}" for fault in faults(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found += sideways(page)
    assert found == [], page.url


def html_faults(files: list[Path]) -> list[str]:
    """Errors that the Nu HTML checker finds in saved pages; one run for many, since it starts slowly."""
    command = ["java", "-jar", str(NU), "--errors-only", "--format", "gnu", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
