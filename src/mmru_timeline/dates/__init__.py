"""Dates in EDTF, as people type them and as people read them."""
