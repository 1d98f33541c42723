"""What is read off a page in one go: what it says, its title and headings, where it leads."""

from tests.words import Reader

LEADS = {"a": "href", "link": "href", "img": "src", "script": "src"}
NAMED = {"title", "h1", "svg"}


class PageReader(Reader):
    """Words, title, headings and links of a page."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self.links: list[str] = []
        self.title, self.h1, self.inside = "", [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, pictures, styles and scripts; begin of a title or heading."""
        super().handle_starttag(tag, attrs)
        if tag in LEADS:
            self.links += [value for name, value in attrs if name == LEADS[tag] and value]
        if tag == "h1":
            self.h1.append("")
        if self.inside != "svg" and tag in NAMED:  # a drawing has a title of its own
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        """End of it."""
        super().handle_endtag(tag)
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        """Words, those of the title and of headings too."""
        super().handle_data(data)
        if self.inside == "title":
            self.title += data
        elif self.inside == "h1":
            self.h1[-1] += data


def read(text: str, lang: str) -> PageReader:
    """The page, read."""
    page = PageReader(lang)
    page.feed(text)
    return page
