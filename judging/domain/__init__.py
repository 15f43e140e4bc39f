"""The law of judging: pure, exact, without clock, disk, web or SQL."""
