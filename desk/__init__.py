"""Where people write: Django's admin as a writing desk, with its lists, forms and editor.

It may change whatever `blog`, `comments` and `accounts` keep, by their models' own methods. What a
person may see or change, their QuerySets and roles say, not the desk. Readers' pages must not need
it, and it must not know how pages are cached or tasks are run.
"""
