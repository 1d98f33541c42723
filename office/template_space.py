"""White space in templates that is there for the reader: taken out when a template is read, so no page carries it."""

import re
from types import UnionType

from django.template import Node, NodeList
from django.template.base import TextNode
from django.template.defaulttags import IfNode

STRUCTURE = "caption|colgroup|thead|tbody|tfoot|tr|th|td"
BEFORE = re.compile(rf"\s+(?=</?(?:{STRUCTURE})\b)")
AFTER = re.compile(rf"(</(?:{STRUCTURE})>|<(?:thead|tbody|tfoot|tr|th|td)\b[^<>]*>)\s+")
CELL = re.compile(r"<(/?)(?:td|th|caption)\b")
UNCLOSED = re.compile(r"<[a-z][^<>]*$")
UNCLOSED_CELL = re.compile(rf"<(?:{STRUCTURE})\b[^<>]*$")


def trimmed(nodes: NodeList) -> NodeList:
    """The content of an element without white space at its two ends."""
    while nodes and isinstance(nodes[0], TextNode):
        nodes[0].s = nodes[0].s.lstrip()
        if nodes[0].s:
            break
        del nodes[0]
    while nodes and isinstance(nodes[-1], TextNode):
        nodes[-1].s = nodes[-1].s.rstrip()
        if nodes[-1].s:
            break
        del nodes[-1]
    return nodes


def branches(node: Node) -> list[NodeList]:
    """What a tag draws, one way or another."""
    if isinstance(node, IfNode):
        return [branch for _condition, branch in node.conditions_nodelists]
    return [getattr(node, name) for name in node.child_nodelists if hasattr(node, name)]


def only_rows(nodes: NodeList, row: UnionType) -> NodeList:
    """A list of rows without the white space between them, in branches and loops too."""
    for node in nodes:
        if not isinstance(node, row):
            for branch in branches(node):
                only_rows(branch, row)
    if all(not isinstance(node, TextNode) or node.s.isspace() for node in nodes):
        nodes[:] = [node for node in nodes if not isinstance(node, TextNode)]
    return nodes


def without_breaks(nodes: NodeList, in_cell: bool = False, in_tag: bool = False) -> bool:
    """Take the white space between rows and cells out of a table; whether it ends inside a cell."""
    of_cell = False
    for node in nodes:
        if isinstance(node, TextNode):
            if of_cell:  # <td{% if … %} class="…"{% endif %}> and a new line
                node.s = re.sub(r"^([^<>]*>)\s+", r"\1", node.s)
            node.s = AFTER.sub(r"\1", BEFORE.sub("", node.s))
            if not in_cell and not in_tag and node.s.isspace():
                node.s = ""
            for mark in CELL.finditer(node.s):
                in_cell = not mark[1]
            if "<" in node.s or ">" in node.s:
                in_tag, of_cell = bool(UNCLOSED.search(node.s)), bool(UNCLOSED_CELL.search(node.s))
        else:
            ends = [without_breaks(branch, in_cell, in_tag) for branch in branches(node)]
            in_cell = ends[0] if ends else in_cell
    nodes[:] = [node for node in nodes if not isinstance(node, TextNode) or node.s]
    return in_cell
