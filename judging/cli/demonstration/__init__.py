"""The demo: a competition with invented producers and scores, told by the services."""
