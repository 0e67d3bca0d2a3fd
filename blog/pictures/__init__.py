"""Pictures as readers get them: in widths and formats that fit, once these are made."""
