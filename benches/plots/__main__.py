"""Draws the plots of the page on performance again: python3 -m benches.plots"""

from benches import plots

plots.draw()
