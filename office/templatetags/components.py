"""Block tags of the components: how facts, tables, notices and timelines are marked up stands here alone.

The lines of a template are for its reader: white space at the borders of a component never reaches the page.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import (
    FilterExpression,
    Parser,
    TextNode,
    Token,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import TemplateIfParser
from django.utils.functional import Promise
from django.utils.html import conditional_escape

from office.template_space import only_rows, trimmed, without_breaks
from office.templatetags.look import icon

register = Library()
WORDS = (str, Promise)
SIGNS = {"good": "check", "warn": "warning", "bad": "warning"}


class Words:
    """What stands behind the name of a tag: at most one value, flags, and named values."""

    def __init__(
        self, parser: Parser, token: Token, flags: str = "", names: str = "", values: int = 1
    ) -> None:
        tag, *bits = token.split_contents()
        self.flags: set[str] = set()
        self.named: dict[str, FilterExpression] = {}
        self.value: FilterExpression | None = None
        for bit in bits:
            name = bit.partition("=")[0] if re.match(r"\w+=", bit) else ""
            if name in names.split():
                self.named[name] = parser.compile_filter(bit.partition("=")[2])
            elif not name and bit in flags.split():
                self.flags.add(bit)
            elif not name and values and self.value is None:
                self.value = parser.compile_filter(bit)
            else:
                raise TemplateSyntaxError(f"the tag “{tag}” knows no “{bit}”")


def said(expression: FilterExpression, context: Context) -> str:
    """A value as a page shows it; sentences, by far the most frequent, by the shortest way."""
    value = expression.resolve(context)
    if context.autoescape and isinstance(value, WORDS):
        return conditional_escape(value)
    return render_value_in_context(value, context)


def attribute(name: str, value: str) -> str:
    """One attribute of an element; a sentence may hold quotation marks."""
    return f' {name}="{value.replace(chr(34), "&quot;")}"'


def drawing(nodes: NodeList) -> Callable[[Context], str]:
    """How a content is drawn: its parts are known once the template is read, so they are not looked up each time."""
    draw = [node.render_annotated for node in nodes]
    if len(draw) == 1:
        return draw[0]
    return lambda context: "".join([each(context) for each in draw])


def parts(parser: Parser, tag: str, *marks: str) -> dict[str, tuple[NodeList, Token]]:
    """The content of a block tag, cut at its marks: each part with the mark it begins at."""
    found: dict[str, tuple[NodeList, Token]] = {}
    mark, token = tag, None
    while mark != f"end{tag}":
        if mark in found:
            raise TemplateSyntaxError(f"“{mark}” stands twice in one “{tag}”")
        nodes = trimmed(parser.parse((*marks, f"end{tag}")))
        found[mark] = (nodes, token)
        token = parser.next_token()
        mark = token.split_contents()[0]
    return found


class CaptureNode(Node):
    """Renders its content into a variable, so that a layout can leave out what stayed empty."""

    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        """Keep the content under the name; print nothing here."""
        content = self.nodelist.render(context)
        context[self.name] = content if content.strip() else ""
        return ""


@register.tag
def capture(parser, token):
    """{% capture name %}…{% endcapture %} keeps rendered content under a name."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


class RoomNode(Node):
    """An element that never changes around what stands in it."""

    def __init__(self, opening: str, nodelist: NodeList, closing: str) -> None:
        self.opening, self.nodelist, self.closing = opening, nodelist, closing
        self.inside = drawing(nodelist)

    def render(self, context: Context) -> str:
        """The element with its content."""
        return f"{self.opening}{self.inside(context)}{self.closing}"


@register.tag
def facts(parser: Parser, token: Token) -> Node:
    """{% facts %}{% fact _("Number") plain %}{{ number }}{% endfact %}{% endfacts %}: names and values."""
    Words(parser, token, values=0)
    nodes, _begin = parts(parser, "facts")["facts"]
    return RoomNode('<dl class="facts">', only_rows(nodes, FactNode | EventNode), "</dl>")


class FactNode(Node):
    """One name with its value, perhaps with what may be done about it."""

    child_nodelists = ("heading", "nodelist", "action")

    def __init__(self, words: Words, found: dict[str, NodeList], condition: Any) -> None:
        self.name, self.condition, self.action = words.value, condition, found.get("action")
        self.nodelist = found.get("is", found["fact"])
        self.heading = found["fact"] if "is" in found else NodeList()
        self.value = drawing(self.nodelist)
        self.begin = '<dt translate="no">' if "plain_name" in words.flags else "<dt>"
        self.plain = ' translate="no"' if "plain" in words.flags else ""
        self.attributes = [(name.replace("_", "-"), value) for name, value in words.named.items()]

    def render(self, context: Context) -> str:
        """A row of the list."""
        name = said(self.name, context) if self.name else self.heading.render(context)
        more = self.plain
        if self.attributes:
            more = "".join(attribute(each, said(value, context)) for each, value in self.attributes) + more
        row = f"{self.begin}{name}</dt><dd{more}>{self.value(context)}</dd>"
        if self.action and (self.condition is None or self.condition.eval(context)):
            return f'<div class="has-action">{row}<dd>{self.action.render(context)}</dd></div>'
        return f"<div>{row}</div>"


@register.tag
def fact(parser: Parser, token: Token) -> Node:
    """{% fact name %}value{% action if editable %}link{% endfact %}, or {% fact %}name{% is %}value{% endfact %}.

    `plain`: a code or a name that keeps its letters (`plain_name`: so does the name); `class`, `data_sum` of the value.
    """
    words = Words(parser, token, flags="plain plain_name", names="class data_sum")
    found = parts(parser, "fact", "is", "action")
    if (words.value is None) != ("is" in found):
        raise TemplateSyntaxError("a fact has one name: in its tag, or before “is”")
    condition = None
    if "action" in found:
        _action, *asked = found["action"][1].split_contents()
        if asked and asked[0] != "if":
            raise TemplateSyntaxError("an action stands always, or “if” something")
        condition = TemplateIfParser(parser, asked[1:]).parse() if asked else None
    return FactNode(words, {mark: nodes for mark, (nodes, _begin) in found.items()}, condition)


class ScrollNode(Node):
    """A frame that scrolls sideways by itself: reached with the keyboard, a group with a name, no landmark."""

    def __init__(self, words: Words, nodelist: NodeList) -> None:
        self.label, self.named, self.nodelist = words.value, words.named, nodelist
        self.inside = drawing(nodelist)

    def frame(self, context: Context, inside: str, label: str) -> str:
        """The frame around what scrolls."""
        named = self.named
        style = "table-scroll"
        if "dense" in named and named["dense"].resolve(context, ignore_failures=True):
            style += " dense"
        place = attribute("id", said(named["id"], context)) if "id" in named else ""
        if "labelledby" in named:
            heading = said(named["labelledby"], context) + (
                said(named["of"], context) if "of" in named else ""
            )
            name = attribute("aria-labelledby", heading)
        else:
            name = attribute("aria-label", said(named["label"], context) if "label" in named else label)
        return f'<div class="{style}"{place} tabindex="0" role="group"{name}>{inside}</div>'

    def render(self, context: Context) -> str:
        """The frame, named by the value of the tag."""
        return self.frame(context, self.inside(context), said(self.label, context))


class TableNode(ScrollNode):
    """A table in its frame."""

    child_nodelists = ("heading", "nodelist")

    def __init__(self, words: Words, nodelist: NodeList, heading: NodeList) -> None:
        super().__init__(words, nodelist)
        self.heading = heading
        self.style = "table table-work" if "work" in words.flags else "table"
        self.begin = '<caption class="visually-hidden">' if "hidden" in words.flags else "<caption>"

    def render(self, context: Context) -> str:
        """The table, named by its caption unless another name is given."""
        caption = said(self.label, context) if self.label else self.heading.render(context)
        style = (
            f"{self.style} {self.named['class'].resolve(context)}" if "class" in self.named else self.style
        )
        inside = f'<table class="{style}">{self.begin}{caption}</caption>{self.inside(context)}</table>'
        return self.frame(context, inside, caption)


@register.tag
def table(parser: Parser, token: Token) -> Node:
    """{% table _("Awards") %}<thead>…</thead><tbody>…</tbody>{% endtable %}: rows and cells are written by the page.

    `hidden`: the caption is only heard; `work`: the dense look of a work list; `labelledby="rows"` (one of many:
    `labelledby="part-" of=part.key`) or `label=…`: named otherwise; `id` and `dense=…` of the frame, `class` of the table.
    A caption with marks has a label beside it: {% table label=… %}caption{% rows %}…{% endtable %}.
    """
    words = Words(parser, token, flags="hidden work", names="label labelledby of id dense class")
    found = parts(parser, "table", "rows")
    unnamed = not {"label", "labelledby"} & {*words.named}
    if (words.value is None) != ("rows" in found) or ("rows" in found and unnamed):
        raise TemplateSyntaxError("a table has a caption: in its tag, or, with a label, before “rows”")
    heading = found["table"][0] if "rows" in found else NodeList()
    rows, _begin = found["rows" if "rows" in found else "table"]
    without_breaks(rows)
    return TableNode(words, rows, heading)


@register.tag
def scroll(parser: Parser, token: Token) -> Node:
    """{% scroll _("The chart") %}…{% endscroll %}: wider than a phone, but no table; `labelledby`, `id` as there."""
    words = Words(parser, token, names="labelledby of id")
    if (words.value is None) != ("labelledby" in words.named):
        raise TemplateSyntaxError("a frame that scrolls has one name")
    return ScrollNode(words, parts(parser, "scroll")["scroll"][0])


@lru_cache(maxsize=256)
def frame_of_notice(tone: str, sign: str, role: str, wait: int) -> str:
    """What stands before the words of a notice; there are few of them."""
    more = (attribute("role", role) if role else "") + (f' data-wait="{wait}"' if wait else "")
    return f'<div class="notice notice-{tone}"{more}>{icon(sign)}<div>'


class NoticeNode(Node):
    """A sentence that must not be missed."""

    def __init__(self, words: Words, nodelist: NodeList) -> None:
        self.tone, self.named, self.nodelist = words.value, words.named, nodelist
        self.words = drawing(nodelist)

    def render(self, context: Context) -> str:
        """The notice with its sign; the tone is one of info, good, warn, bad."""
        tone = (self.tone and self.tone.resolve(context, ignore_failures=True)) or "info"
        named = {name: value.resolve(context) for name, value in self.named.items()}
        sign = named.get("icon", SIGNS.get(tone, "info"))
        begin = frame_of_notice(tone, sign, named.get("role", ""), named.get("wait", 0))
        return f"{begin}{self.words(context)}</div></div>"


@register.tag
def notice(parser: Parser, token: Token) -> Node:
    """{% notice "warn" %}<p>…</p>{% endnotice %}: what must not be missed.

    `role` when it comes up later; `icon` other than the tone's; `wait`: look again after so many seconds.
    """
    words = Words(parser, token, names="icon role wait")
    return NoticeNode(words, parts(parser, "notice")["notice"][0])


@register.tag
def timeline(parser: Parser, token: Token) -> Node:
    """{% timeline %}{% event at|moment by=name %}<p>…</p>{% endevent %}{% endtimeline %}: in order of time."""
    Words(parser, token, values=0)
    nodes, _begin = parts(parser, "timeline")["timeline"]
    return RoomNode('<ol class="timeline">', only_rows(nodes, FactNode | EventNode), "</ol>")


class EventNode(Node):
    """What happened, or what will, and when."""

    def __init__(self, nodelist: NodeList, future: FilterExpression | None) -> None:
        self.nodelist, self.future, self.line = nodelist, future, drawing(nodelist)

    def render(self, context: Context) -> str:
        """A line of the story."""
        style = (
            ' class="is-future"' if self.future and self.future.resolve(context, ignore_failures=True) else ""
        )
        return f"<li{style}>{self.line(context)}</li>"


def time_of(parser: Parser, token: Token, words: Words, heading: NodeList) -> NodeList:
    """The line above an event: when, and by whom."""
    when = [VariableNode(words.value)] if words.value else heading
    if by := words.named.get("by"):
        when = [*when, TextNode(" · "), VariableNode(by)]
    if not when:
        return NodeList()
    nodes = NodeList([TextNode('<p class="when">'), *when, TextNode("</p>")])
    for node in nodes:
        if node.token is None:
            node.token, node.origin = token, parser.origin
    return nodes


@register.tag
def event(parser: Parser, token: Token) -> Node:
    """{% event day|day %}what{% endevent %}, or {% event %}when{% told %}what{% endevent %}; `by` whom, `future` to come."""
    words = Words(parser, token, names="by future")
    found = parts(parser, "event", "told")
    if words.value is not None and "told" in found:
        raise TemplateSyntaxError("an event has one time: in its tag, or before “told”")
    when = time_of(parser, token, words, found["event"][0] if "told" in found else NodeList())
    told, _begin = found["told" if "told" in found else "event"]
    return EventNode(NodeList([*when, *told]), words.named.get("future"))
