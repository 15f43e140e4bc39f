"""Questions: answers for pages and exports; they never change anything."""
