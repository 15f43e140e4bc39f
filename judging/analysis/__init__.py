"""Advice in numbers: proposes and warns; a person decides."""
