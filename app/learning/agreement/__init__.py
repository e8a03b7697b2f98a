"""How far readers agree beyond chance, one statistic a file.

Photographs that were answered alike are one row: counts (m, k) says how many readers gave each of k answers, weights (draws, m) how many
photographs did so, in each draw of a bootstrap; so a hundred thousand photographs cost no more than their few dozen patterns.
"""
