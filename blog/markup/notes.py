"""Notes: cited by a name that has its text elsewhere, or written where they are cited.

`[^name]` cites, `[^name]: text` is what it says, `^[text]` is both at once. Their texts are taken
out of the parsed body, and stand again below whatever is shown of it: numbered as a reader meets
them, those alone that are cited there. Texts of one name make one note.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html import escape

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

CITATION = re.compile(r"\[\^([^\[\]]+)\]")
DEFINITION = re.compile(r"\[\^([^\[\]\n]+)\]:[ \t]*")
INDENT = 4
"""Of the lines of a note's text beyond its first."""

Notes = Mapping[str, list[Token]]
"""The tokens of each note's text, by its name."""


def install(parser: MarkdownIt) -> None:
    """Add notes to a parser, which leaves them in `env["notes"]`."""
    parser.block.ruler.before("reference", "note", define_note, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.after("image", "written_note", write_note)
    parser.inline.ruler.after("written_note", "citation", cite_note)
    parser.core.ruler.after("inline", "written_notes", append_written_notes)
    parser.core.ruler.push("notes", take_notes_out)
    parser.add_render_rule("citation", render_citation)
    parser.add_render_rule("way_back", render_way_back)
    parser.add_render_rule("note_open", render_note_open)
    parser.add_render_rule("note_close", render_note_close)
    parser.add_render_rule("notes_open", render_notes_open)
    parser.add_render_rule("notes_close", render_notes_close)


# What is read


def define_note(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read the text of a note: the rest of its line, and what is indented below."""
    start = state.bMarks[line] + state.tShift[line]
    match = DEFINITION.match(state.src, start, state.eMarks[line])
    name = match and _name(match[1])
    if not match or not name or state.is_code_block(line):
        return False
    if not silent:
        state.env.setdefault("names", set()).add(name)
        state.push("note_text_open", "", 1).meta = {"name": name}
        _read_indented(state, line, end, start=match.end())
        state.push("note_text_close", "", -1)
    return True


def _read_indented(state: StateBlock, line: int, end: int, *, start: int) -> None:
    """Parse what begins in the midst of a line and goes on in lines that are indented."""
    marks = state.bMarks[line], state.tShift[line], state.sCount[line], state.tight
    state.blkIndent += INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line] = start, 0, state.blkIndent
    state.md.block.tokenize(state, line, end)
    state.blkIndent -= INDENT
    state.bMarks[line], state.tShift[line], state.sCount[line], state.tight = marks


def write_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a note that is written where it is cited."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    text = state.src[state.pos + 2 : end]
    if end < 0 or not text.strip():
        return False
    if not silent:
        written: list[Token] = state.env.setdefault("written", [])
        children: list[Token] = []
        written.append(Token("inline", "", 0, content=text, children=children))
        state.push("citation", "", 0).meta = {"name": _name_of_written(len(written))}
        state.md.inline.parse(text, state.md, state.env, children)
    state.pos = end + 1
    return True


def cite_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read the name of a note, if there is one of that name."""
    match = CITATION.match(state.src, state.pos, state.posMax)
    name = match and _name(match[1])
    if not match or name not in state.env.get("names", ()):
        return False
    if not silent:
        state.push("citation", "", 0).meta = {"name": name}
    state.pos = match.end()
    return True


def append_written_notes(state: StateCore) -> None:
    """Give the texts of written notes to the rules to come."""
    for number, inline in enumerate(state.env.get("written", []), start=1):
        state.tokens += [
            Token("note_text_open", "", 1, meta={"name": _name_of_written(number)}),
            Token("paragraph_open", "p", 1, block=True),
            inline,
            Token("paragraph_close", "p", -1, block=True),
            Token("note_text_close", "", -1),
        ]


def take_notes_out(state: StateCore) -> None:
    """Move the texts of notes from the body's tokens to `env["notes"]`."""
    body: list[Token] = []
    notes: dict[str, list[Token]] = defaultdict(list)
    within = [body]
    for token in state.tokens:
        if token.type == "note_text_open":
            within.append(notes[token.meta["name"]])
        elif token.type == "note_text_close":
            within.pop()
        else:
            within[-1].append(token)
    state.tokens, state.env["notes"] = body, notes


def _name(typed: str) -> str:
    return " ".join(typed.split())


def _name_of_written(number: int) -> str:
    return f"^[{number}]"  # which nobody can type between brackets


# What is shown


class _Citations:
    """The numbers of notes, in the order in which they are cited, and how often each is."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.places: Counter[str] = Counter()

    def counted(self, token: Token) -> Token:
        """Return a token of which each citation knows its note's number and its own place.

        A picture's alternative text is not looked into: it shows no numbers.
        """
        children = token.children or []
        if not any(child.type == "citation" for child in children):
            return token
        return token.copy(children=[self._numbered(child) for child in children])

    def _numbered(self, child: Token) -> Token:
        if child.type != "citation":
            return child
        name = child.meta["name"]
        if name not in self.numbers:
            self.names.append(name)
            self.numbers[name] = len(self.names)
        self.places[name] += 1
        return child.copy(meta={"number": self.numbers[name], "place": self.places[name]})


def with_notes(tokens: list[Token], notes: Notes) -> list[Token]:
    """Return the tokens with the notes that are cited in them, or in such notes, behind."""
    citations = _Citations()
    body = [citations.counted(token) for token in tokens]
    texts = [
        [citations.counted(token) for token in notes[name]]
        for name in citations.names  # to which the texts of notes add
    ]
    if not texts:
        return body
    items = [
        token
        for number, (name, text) in enumerate(zip(citations.names, texts, strict=True), start=1)
        for token in _item(number, text, citations.places[name])
    ]
    return [*body, Token("notes_open", "", 1), *items, Token("notes_close", "", -1)]


def _item(number: int, text: list[Token], places: int) -> Iterator[Token]:
    """Return a note with the ways back to the places that cite it, in its last paragraph."""
    end = len(text) - (bool(text) and text[-1].type == "paragraph_close")
    yield Token("note_open", "", 1, meta={"number": number})
    yield from text[:end]
    for place in range(1, places + 1):
        yield Token("way_back", "", 0, meta={"number": number, "place": place})
    yield from text[end:]
    yield Token("note_close", "", -1)


def render_citation(_renderer: object, tokens: list[Token], index: int, *_args: object) -> str:
    """Make the number in the text that leads to a note."""
    number, anchor = tokens[index].meta["number"], _anchor(tokens[index])
    label = escape(_("Note %(number)s") % {"number": number})
    link = f'<a href="#fn{number}" id="fnref{anchor}" aria-label="{label}">[{number}]</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def render_way_back(_renderer: object, tokens: list[Token], index: int, *_args: object) -> str:
    """Make the arrow that leads back from a note to the text, numbered from the second on."""
    place, anchor = tokens[index].meta["place"], _anchor(tokens[index])
    label = escape(_("Back to the text")) + (f" ({place})" if place > 1 else "")
    arrow = "↩︎" + (f"<sup>{place}</sup>" if place > 1 else "")
    return f' <a href="#fnref{anchor}" class="footnote-backref" aria-label="{label}">{arrow}</a>'


def render_note_open(_renderer: object, tokens: list[Token], index: int, *_args: object) -> str:
    return f'<li id="fn{tokens[index].meta["number"]}" class="footnote-item">'


def render_note_close(*_args: object) -> str:
    return "</li>\n"


def render_notes_open(*_args: object) -> str:
    return '<hr class="footnotes-sep">\n<section class="footnotes">\n<ol class="footnotes-list">\n'


def render_notes_close(*_args: object) -> str:
    return "</ol>\n</section>\n"


def _anchor(token: Token) -> str:
    """Return the name of a place that cites a note: `2`, then `2:1`, `2:2`."""
    number, place = token.meta["number"], token.meta["place"]
    return f"{number}:{place - 1}" if place > 1 else str(number)
