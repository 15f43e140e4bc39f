"""Paper: facts in, bytes out; the same facts give the same bytes."""
