"""What a list is written as: one file a format, named by the word that users type.

A format maps values to text and knows nothing of files, pages or the cache. Modules whose name
begins with an underscore are no formats: they hold what several of them lean on.
"""
