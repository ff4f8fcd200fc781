"""The words that pages and Markdown lists share, in the order in which they stand."""

from __future__ import annotations

# Tracks as headings, in the order of a programme.
TRACKS = {
    "invited": "Invited",
    "tutorial": "Tutorials",
    "oral": "Oral",
    "spotlight": "Spotlight",
    "poster": "Poster",
    "short": "Short papers",
    "industrial": "Industrial",
    "demo": "Demonstrations",
    "workshop": "Workshop",
    "thesis": "Theses",
    "journal": "Journal",
}

# The words for the kinds of links.
LINK_WORDS = {
    "paper": "paper",
    "pdf": "PDF",
    "doi": "DOI",
    "arxiv": "arXiv",
    "openreview": "OpenReview",
    "code": "code",
    "data": "data",
    "project": "project",
    "slides": "slides",
    "poster": "poster",
    "video": "video",
    "discussion": "discussion",
}
