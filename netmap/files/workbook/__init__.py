"""The landscape as an Excel workbook: `writing` writes it, `tables` opens it, `reading` reads its rows back to records.

Reading what was written gives the same landscape, whatever is in it: see `cells` for how texts, numbers and dates stand in
cells, and `words` for how labels and names stand for keys and ids.
"""
