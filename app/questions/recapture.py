"""Is this an original photograph, or a photograph of a screen, a print or a scan?"""

from app.questions.question import Question, Reason

RECAPTURE = Question(
    id="recapture",
    title="Original or photo of a photo",
    labels=("original", "recaptured"),
    label_words={"original": "original", "recaptured": "recaptured"},
    label_plural={"original": "originals", "recaptured": "recaptured photographs"},
    accept_words="An original photograph",
    reject_words="A photo of a photo: screen, print, scan",
    reasons=(Reason("screen", "Screen", 1), Reason("print", "Print", 2), Reason("scan", "Scan", 3), Reason("other", "Other", 4)),
    families=("peaks", "residual_texture", "fine_covariance", "coarse_covariance", "sharpness", "noise", "phase_texture", "colour",
              "layout", "border", "specularity", "halftone"),
    candidates=("logistic", "ridge", "bag", "gam", "svm", "boosting", "stacked"),
    maps=("periodic", "votes", "pattern", "spectrum", "residual", "sharpness", "specular"),
)
