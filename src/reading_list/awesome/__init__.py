"""Awesome lists read: any Markdown list of papers as drafts, topics, resources and remarks.

Text goes in, values come out. What one list does is of no interest here; docs/awesome-lists.md says
what lists do in general.
"""
