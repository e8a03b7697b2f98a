"""Tiny ONNX networks whose answer is known, made when they are needed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CARD = {"name": "reds", "input": 32, "crop": "whole", "channels": "RGB", "output": 0, "activation": "none", "direction": "recaptured"}


def channel_means(side: int = 32, layout: str = "NCHW", gain: float = 1.0) -> bytes:
    """Its three outputs are the mean of each channel, times gain."""
    shape, axes = ([1, 3, side, side], [2, 3]) if layout == "NCHW" else ([1, side, side, 3], [1, 2])
    nodes = [helper.make_node("ReduceMean", ["picture", "axes"], ["mean"], keepdims=0),
             helper.make_node("Mul", ["mean", "gain"], ["answer"])]
    return _model(nodes, shape, [1, 3], {"axes": np.array(axes), "gain": np.array([gain], np.float32)})


def steps(side: int = 32) -> bytes:
    """Its one output is how far neighbours differ on average: higher for a picture with a grid over it."""
    nodes = [helper.make_node("Conv", ["picture", "difference"], ["change"]), helper.make_node("Abs", ["change"], ["size"]),
             helper.make_node("ReduceMean", ["size", "axes"], ["answer"], keepdims=0)]
    return _model(nodes, [1, 3, side, side], [1, 1], {
        "difference": np.tile(np.array([-1, 1], np.float32), (1, 3, 1, 1)) / 3, "axes": np.array([2, 3])})


def blind_in_the_dark(side: int = 32) -> bytes:
    """Its answers are no numbers for a picture whose channels average under 100."""
    nodes = [helper.make_node("ReduceMean", ["picture", "axes"], ["mean"], keepdims=0),
             helper.make_node("Sub", ["mean", "dark"], ["light"]), helper.make_node("Log", ["light"], ["answer"])]
    return _model(nodes, [1, 3, side, side], [1, 3], {"axes": np.array([2, 3]), "dark": np.array([100], np.float32)})


def greedy(side: int = 32) -> bytes:
    """Wants 40 GB for one answer."""
    nodes = [helper.make_node("ConstantOfShape", ["size"], ["much"]),
             helper.make_node("ReduceSum", ["much"], ["sum"], keepdims=0),
             helper.make_node("ReduceMean", ["picture", "axes"], ["mean"], keepdims=0),
             helper.make_node("Add", ["mean", "sum"], ["answer"])]
    return _model(nodes, [1, 3, side, side], [1, 3], {"axes": np.array([2, 3]), "size": np.array([100_000, 100_000])})


def referring(path: str, side: int = 32) -> bytes:
    """Takes three of its numbers from a file beside it."""
    model = onnx.load_from_string(channel_means(side))
    gain = next(one for one in model.graph.initializer if one.name == "gain")
    gain.ClearField("raw_data")
    gain.data_location = TensorProto.EXTERNAL
    entry = gain.external_data.add()
    entry.key, entry.value = "location", path
    return model.SerializeToString()


def random_answers(side: int = 32) -> bytes:
    """Another answer each time."""
    return _model([helper.make_node("RandomNormalLike", ["picture"], ["noise"]),
                   helper.make_node("ReduceMean", ["noise", "axes"], ["answer"], keepdims=0)], [1, 3, side, side], [1, 3],
                  {"axes": np.array([2, 3])})


def endless(side: int = 32) -> bytes:
    """A loop that would turn for days."""
    body = helper.make_graph(
        [helper.make_node("Identity", ["going"], ["on"]), helper.make_node("Sin", ["before"], ["after"])], "turn",
        [helper.make_tensor_value_info("turn", TensorProto.INT64, []), helper.make_tensor_value_info("going", TensorProto.BOOL, []),
         helper.make_tensor_value_info("before", TensorProto.FLOAT, [1, 3, side, side])],
        [helper.make_tensor_value_info("on", TensorProto.BOOL, []),
         helper.make_tensor_value_info("after", TensorProto.FLOAT, [1, 3, side, side])])
    nodes = [helper.make_node("Loop", ["turns", "yes", "picture"], ["spun"], body=body),
             helper.make_node("ReduceMean", ["spun", "axes"], ["answer"], keepdims=0)]
    return _model(nodes, [1, 3, side, side], [1, 3], {"turns": np.array(10**15), "yes": np.array(True), "axes": np.array([2, 3])})


def write_network(folder: Path, network: bytes, **card: object) -> tuple[Path, Path]:
    """The file and its card, whose entries can be given; None leaves one out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "n.onnx").write_bytes(network)
    stated = {key: value for key, value in {**CARD, **card}.items() if value is not None}
    (folder / "c.json").write_text(json.dumps(stated), encoding="utf-8")
    return folder / "n.onnx", folder / "c.json"


def _model(nodes: list, inputs: list[int], outputs: list[int], constants: dict[str, np.ndarray]) -> bytes:
    graph = helper.make_graph(
        nodes, "tiny", [helper.make_tensor_value_info("picture", TensorProto.FLOAT, inputs)],
        [helper.make_tensor_value_info("answer", TensorProto.FLOAT, outputs)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    return model.SerializeToString()
