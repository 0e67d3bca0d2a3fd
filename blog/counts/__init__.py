"""Posts counted on writing, by triggers, so that reading costs the same at any size.

It knows no page.
"""
