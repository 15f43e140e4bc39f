"""Rows in, domain values out: the only room that speaks SQL."""
