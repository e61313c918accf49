"""File formats, one file each: a landscape is read from them and written to them, nothing is kept here."""
