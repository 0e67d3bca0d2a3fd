"""Background work: who does it, when it comes round, what keeps it alive.

What a task does, its own package knows.
"""
