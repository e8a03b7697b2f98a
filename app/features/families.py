"""The registry of feature families; a new one is a file beside this one and an entry here."""

from __future__ import annotations

from app.features import colour, colour_texture, peaks, residual_texture, slope
from app.features.family import Family

_LISTED = (
    Family(
        "peaks", "Repeating pattern", "m1024", peaks.NAMES, peaks.extract,
        "A fine pattern that repeats all over the photograph, as the pixels of a screen or the dots of a print leave behind.",
        "Fabric, brick, blinds and hair repeat too, and a sharp modern screen may leave no pattern at all.",
        ("top_mean", "common_top", "count_mean", "lattice_mean"),
        {"top_mean": "Strongest repetition", "common_top": "Repetition shared by the whole photograph",
         "count_mean": "Number of repetitions", "lattice_mean": "Regularity of the grid"},
        {"top_mean": "standard deviations", "common_top": "standard deviations", "count_mean": "per 10,000", "lattice_mean": "of 7"},
    ),
    Family(
        "slope", "Fine detail", "m1024", slope.NAMES, slope.extract,
        "How much fine detail there is beside the coarse; a screen adds too much, a print or a scan loses some.",
        "Strong sharpening, noise at night and heavy smoothing by the phone shift it as well.",
        ("slope_mean", "slope_max", "high_low_mean", "rough_mean"),
        {"slope_mean": "Fall from coarse to fine", "slope_max": "Flattest fall in the photograph",
         "high_low_mean": "Fine less coarse detail", "rough_mean": "Unevenness of the fall"},
        {"slope_mean": "power of frequency", "slope_max": "power of frequency", "high_low_mean": "log power", "rough_mean": "log power"},
    ),
    Family(
        "residual_texture", "Grain and texture", "m1024", residual_texture.NAMES, residual_texture.extract,
        "The grain that is left when the picture itself is smoothed away; a second camera adds its own grain to the first.",
        "Heavy compression by messengers and noise reduction wash it out.",
        ("differing1_0", "differing1_8", "residual_r17", "grey_u58"),
        {"differing1_0": "Pixels without grain", "differing1_8": "Pixels that stand out on all sides",
         "residual_r17": "Irregular grain", "grey_u58": "Irregular texture"},
        {"differing1_0": "share of pixels", "differing1_8": "share of pixels", "residual_r17": "share of pixels", "grey_u58": "share of pixels"},
    ),
    Family(
        "colour_texture", "Colour texture", "s512", colour_texture.NAMES, colour_texture.extract,
        "How colour changes from pixel to pixel; screens and prints lose some of the finest changes.",
        "Heavy compression removes fine colour from any photograph, and greyscale photographs have none.",
        ("hue_u58", "saturation_u58", "cr_u58", "cb_u58"),
        {"hue_u58": "Irregular hue", "saturation_u58": "Irregular saturation", "cr_u58": "Irregular red", "cb_u58": "Irregular blue"},
        dict.fromkeys(("hue_u58", "saturation_u58", "cr_u58", "cb_u58"), "share of pixels"),
    ),
    Family(
        "colour", "Colours and highlights", "s512", colour.NAMES, colour.extract,
        "The range and balance of colours; screens look bluer and clip, prints lift the black.",
        "Much of it is the scene itself: a blue room or a white wall can look the same, so take it as a weak hint.",
        ("blue_yellow_mean", "colours", "value_p1", "saturation_mean"),
        {"blue_yellow_mean": "Blue to yellow", "colours": "Number of colours", "value_p1": "Darkest tone", "saturation_mean": "Saturation"},
        {"blue_yellow_mean": "level, 128 is neutral", "colours": "natural logarithm", "value_p1": "level of 255", "saturation_mean": "level of 255"},
    ),
)

FAMILIES: dict[str, Family] = {family.id: family for family in _LISTED}
