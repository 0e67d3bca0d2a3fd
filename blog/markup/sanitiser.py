"""What HTML may say here: the tags, attributes, classes and addresses that nh3 lets through."""

import re
from functools import cache

import nh3

from blog.markup.highlighting import CLASSES

SCHEMES = {"http", "https", "mailto", "tel"}

TEXT_TAGS = {
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "em",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
}
BODY_TAGS = TEXT_TAGS | {
    *("abbr", "audio", "bdi", "bdo", "caption", "cite", "col", "colgroup", "dd", "del", "details"),
    *("dfn", "div", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img"),
    *("input", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "section"),
    *("small", "source", "span", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "time", "tr", "u", "var", "video", "wbr"),
}
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "name", "rel", "aria-label"},
    "audio": {"controls", "src", "preload"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed"},
    "pre": {"data-language"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
    "video": {"controls", "src", "poster", "width", "height", "preload"},
}
ONLY_VALUES = {
    "div": {"tabindex": {"0"}},
    "img": {"loading": {"lazy"}},
    "input": {"type": {"checkbox"}},
}
SCROLLS = {"pre": {"tabindex": "0"}}
ALWAYS = {"input": {"disabled": ""}, **SCROLLS}
ALIGNED = {"align-left", "align-center", "align-right"}
CLASS_NAMES = {
    "a": {"footnote-backref"},
    "div": {"table-scroll"},
    "hr": {"footnotes-sep"},
    "input": {"task-list-item-checkbox"},
    "li": {"footnote-item", "task-list-item"},
    "ol": {"footnotes-list"},
    "section": {"footnotes"},
    "span": set(CLASSES),
    "sup": {"footnote-ref"},
    "td": ALIGNED,
    "th": ALIGNED,
    "ul": {"contains-task-list"},
}

STRAY_SOURCE = re.compile(r"<source(?![^<>]* src=)[^<>]*>")
"""What is left of an author's own `<picture>`: its image stays, and is shown like any other."""


OTHERS = r'(?: [^\s<>="]+="[^<>"]*")*?'
NAME_BESIDE_AN_ID = re.compile(rf'(<a(?={OTHERS} id="){OTHERS}) name="[^<>"]*"')
NAMED_PLACE = re.compile(rf'(<a{OTHERS}) name="')
"""An old way of naming a place: its name becomes an id, where it has none."""

BLANK = re.compile(r"(?:\s|%20)+")


def clean_body(html: str, id_prefix: str) -> str:
    """Keep what an author may write; ids, and links to them, get the prefix."""

    def prefixed(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "headers":
            return " ".join(id_prefix + name for name in value.split())
        if attribute in {"id", "name"}:
            return id_prefix + BLANK.sub("-", value.strip()) if value.strip() else None
        if attribute == "href" and value.startswith("#") and len(value) > 1:
            return f"#{id_prefix}{BLANK.sub('-', value[1:].strip())}"
        return value

    clean = nh3.clean(
        html,
        tags=BODY_TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=prefixed,
        tag_attribute_values=ONLY_VALUES,
        set_tag_attribute_values=ALWAYS,
        allowed_classes=CLASS_NAMES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    named = NAMED_PLACE.sub(r'\1 id="', NAME_BESIDE_AN_ID.sub(r"\1", clean))
    return STRAY_SOURCE.sub("", named)


@cache
def _comment_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TEXT_TAGS,
        attributes={"a": {"href"}, "li": {"value"}, "ol": {"start"}},
        set_tag_attribute_values=SCROLLS,
        url_schemes=SCHEMES,
        link_rel="ugc nofollow noopener",
    )


def clean_comment(html: str) -> str:
    """Keep what a reader may write."""
    return _comment_cleaner().clean(html)
