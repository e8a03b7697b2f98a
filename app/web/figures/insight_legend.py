"""The legend of charts that show two things at once: a line of names above, which nothing can be switched off with."""

LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "font": {"size": 11}, "itemclick": False, "itemdoubleclick": False}
