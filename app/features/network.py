"""An external ONNX network as a feature family: its answer is one more voice, weighed and measured like the others."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from app.errors import BadNetwork, NetworkFailed
from app.features.family import Family, Featured
from app.features.network_card import NetworkCard
from app.features.network_input import network_inputs
from app.features.plane_views import PlaneViews

PREFIX = "network_"
SECONDS = 10.0  # for all that it is asked about one photograph
CERTAIN = 1e-4  # probabilities nearer to 0 or 1 are taken as that
HIGHEST = 1e6


class Network:
    """A network with its card; the file is only parsed when it is first asked.  Thread-safe.

    id : of its family: the name, and the first 8 hex digits of the hash of file and card, so that an id always means the same numbers.
    """

    def __init__(self, card: NetworkCard, content: bytes, towards_second: bool) -> None:
        """towards_second : whether a high answer speaks for the question's second label."""
        stated = json.dumps({key: value for key, value in vars(card).items() if key not in ("unseen", "title", "about")}, sort_keys=True)
        self.id = PREFIX + card.name.replace("-", "_") + "_" + hashlib.sha256(content + stated.encode()).hexdigest()[:8]
        self.card, self.towards_second = card, towards_second
        self.content, self._lock = content, threading.Lock()
        self._session: Any = None

    def values(self, planes: PlaneViews) -> np.ndarray:
        """What it says of one photograph, by card.names: (k,) float32, log-odds towards the second label, or the bare output.

        Without a face, where it wants one, it says 0.  Raises NetworkFailed.
        """
        answers = self.answers(network_inputs(planes, self.card))
        if self.card.crop == "tiles":
            return np.array([answers.mean(), answers.max(), answers.min()], np.float32)
        if self.card.crop == "face":
            return np.array([answers[0] if len(answers) else 0.0, float(len(answers) > 0)], np.float32)
        return answers.astype(np.float32)

    def answers(self, inputs: Sequence[np.ndarray]) -> np.ndarray:
        """(n,) float64, one for each input, towards the second label.  Raises NetworkFailed."""
        import onnxruntime  # half a second and 20 MB, for which only a desk with a network should wait

        options = onnxruntime.RunOptions()
        clock = threading.Timer(SECONDS, setattr, (options, "terminate", True))
        clock.daemon = True
        try:
            session = self._opened()
            name = session.get_inputs()[0].name
            clock.start()
            outputs = [np.asarray(session.run(None, {name: one}, options)[0], np.float64).ravel() for one in inputs]
        except _errors() as error:
            raise NetworkFailed(f"The external network {self.card.name} failed or took over {SECONDS:.0f} seconds: "
                                "the photograph is kept, but not scored.") from error
        finally:
            clock.cancel()
        answers = np.array([read_answer(output, self.card) for output in outputs])
        return answers if self.towards_second else -answers

    def _opened(self) -> Any:
        with self._lock:
            self._session = self._session or open_session(self.content)
            return self._session


def open_session(content: bytes) -> Any:
    """One thread, on the processor, silent; nothing that the file refers to is read.  Raises BadNetwork."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # what one photograph took is given back
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except _errors() as error:
        raise BadNetwork("The file is no ONNX network that can be run here.") from error


def read_answer(output: np.ndarray, card: NetworkCard) -> float:
    """The number that the card names, as log-odds where it is a probability.  output : (n,) float64.  Raises NetworkFailed."""
    if card.output >= len(output) or not np.isfinite(output).all():
        raise NetworkFailed(f"The external network {card.name} gave no number {card.output}.")
    if card.activation == "none":
        return float(np.clip(output[card.output], -HIGHEST, HIGHEST))
    if card.activation == "softmax":
        shares = np.exp(output - output.max())
        probability = float(shares[card.output] / shares.sum())
    else:
        probability = float(1 / (1 + np.exp(-np.clip(output[card.output], -50, 50))))
    probability = min(max(probability, CERTAIN), 1 - CERTAIN)
    return float(np.log(probability / (1 - probability)))


def network_family(network: Network) -> Family:
    """Its family, with words that a reviewer understands."""
    card = network.card
    unit = "log-odds" if card.activation != "none" else "as it comes"
    title = card.title or f"External network {card.name}"
    telling = {"score": "Its answer", "mean": "Its answer, over all parts", "highest": "Its highest answer", "lowest": "Its lowest answer"}
    return Family(
        id=network.id, title=title, plane="m1024", names=card.names, extract=network.values,
        meaning="What a network that this desk added says of the photograph; how it comes to its answer is not known.",
        misleads="A network is sure of itself also on photographs unlike those that it was made from.",
        telling=tuple(Featured(name, words, unit) for name, words in telling.items() if name in card.names))


def _errors() -> tuple[type[BaseException], ...]:
    """Everything that the runtime raises for a bad file or input; its own classes share no base."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    own = [kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*own, BadNetwork, RuntimeError, ValueError, TypeError)
