"""How drafts become records: their keys, their places, and what they share with records there.

Values in, values out: where drafts come from and how files are written is left to others. Fields
are those of a record file, as plain values; nothing of them has been checked.
"""
