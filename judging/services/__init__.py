"""Acts: one act by one person is kept and logged whole, or not at all."""
