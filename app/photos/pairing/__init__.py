"""Pairing: finding the photographs that show the same scene, such as an original and its recapture.

keypoints (what is looked at) → words (what it is alike) → sketch (what is kept of a photo) → shortlist (who may be the partner) →
agreement (is it the partner) → partner (the best of them).
"""
