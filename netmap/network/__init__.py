"""The landscape as a network: its array form, its graphs, and the measures on them."""
