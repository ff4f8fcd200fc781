"""Texts put together as an attacker would: nested, in other letters, with odd white space."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.hostile.grammar import PAYLOADS

SCHEMES = ("javascript:pwned(1)", "data:text/html,<script>pwned(1)</script>", "vbscript:x")
MENTIONS = (
    "@octocat", "@org/team", "#12", "GH-12", "owner/repo#1", "https://github.com/o/r/issues/3",
    "fixes #2", "Closes: o/r#4", "resolves https://github.com/o/r/pull/5", "www.evil.example",
    "0123456789abcdef0123456789abcdef01234567", "o/r@0123456", "a@evil.example", ":+1:",
)  # fmt: skip
_WRAPS = (
    "{}", "[{}](https://evil.example)", "[x]({})", "![{}](x)", "<a href={}>x</a>", "`{}`", "**{}**",
    "<!-- {} -->", "<details>{}", '"{}"', "| {} |", "```{}```", "~~{}~~", "${}$", "<{}>", "&{};",
    "\\{}", "({})", "::error::{}", "##[error]{}", "{{{{ {} }}}}", "=HYPERLINK({})",
    "]]>{}<![CDATA[",
    "- [ ] {}", "> {}", "\x1b[31m{}", "\x1b]8;;x\x07{}", "\u202e{}", "# {}", "\n\n{}\n", "_{}_",
)  # fmt: skip
_SPACE = ("", " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\u2028", "\x0b", "\x00", "\u00ad")
_WIDE = {ord(plain): chr(ord(plain) + 0xFEE0) for plain in map(chr, range(0x21, 0x7F))}
_LETTERS = (
    str,
    str.upper,
    str.swapcase,
    lambda text: "".join(f"&#{ord(it)};" for it in text),
    lambda text: "".join(f"&#x{ord(it):x};" for it in text),
    lambda text: "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "replace")),
    lambda text: text.translate(_WIDE),
    lambda text: text.replace("<", "&lt;").replace(":", "&colon;").replace("@", "&commat;"),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of one to three parts."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        known = st.sampled_from([*SCHEMES, *MENTIONS, *(it.text for it in PAYLOADS)])
        text = draw(st.one_of(known, st.text(max_size=12)))
        if draw(st.booleans()):
            text = draw(st.sampled_from(_LETTERS))(text)
        if text and draw(st.booleans()):  # java\tscript
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(_SPACE)) + text[at:]
        for wrap in draw(st.lists(st.sampled_from(_WRAPS), max_size=3)):
            text = wrap.format(text)
        parts.append(text)
    return draw(st.sampled_from(_SPACE)).join(parts)
