"""The admin as a writing desk: its site, lists, forms and editor.

What readers see is none of its business.
"""
