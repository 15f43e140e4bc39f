"""What each kind of file may say: its keys, their sentences for editors, and what they mean."""
