"""Finished pages: the edition, what moves it, and where pages are kept.

It knows no page by its kind.
"""
