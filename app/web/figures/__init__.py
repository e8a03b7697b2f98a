"""Charts: numbers in, go.Figure out, and each chart's finding and text twin as words."""
