"""Cases of the kind `codec`."""

from . import markers

DEPLOYMENTS = ("dep-a", "0f3c9a", "", "m;n", "\u6a21\u578b-1", "litellm:model_id:x")
ORIGINALS = ("rs_1", "", "rs;2", "gAAAA==", "item_id:z", "resp_resp_1")


def cases(rng, count):
    for deployment in DEPLOYMENTS:
        for original in ORIGINALS[:3]:
            yield {"op": "encode_item_id", "model_id": deployment, "item_id": original}, None
            yield {"op": "wrap_content", "model_id": deployment, "content": original}, None
    for provider in ("openai", None):
        for deployment in ("dep-a", None):
            yield {
                "op": "encode_response_id", "provider": provider, "model_id": deployment,
                "response_id": "resp_1"}, None
    makers = (_decode_item, _unwrap, _decode_response, _mark, _restore, _strip, _origin)
    for number in range(count):
        yield makers[number % len(makers)](rng), None


def _text(rng, make):
    text = make(rng.choice(DEPLOYMENTS), rng.choice(ORIGINALS))
    return markers.spoil(rng, text) if rng.random() < 0.6 else text


def _decode_item(rng):
    return {"op": "decode_item_id", "value": _text(rng, markers.item_id)}


def _unwrap(rng):
    return {"op": "unwrap_content", "value": _text(rng, markers.content)}


def _decode_response(rng):
    return {
        "op": "decode_response_id",
        "value": _text(rng, lambda d, o: markers.response_id(rng.choice(("openai", "None", "azure")), d, o))}


def _mark(rng):
    output = []
    for number in range(rng.randint(0, 3)):
        item = {"type": rng.choice(("reasoning", "message", "compaction"))}
        if rng.random() < 0.7:
            item["id"] = rng.choice((f"rs_{number}", "", None))
        if rng.random() < 0.7:
            item["encrypted_content"] = rng.choice(("gAAA", "", None, 7))
        output.append(item)
    response = {"id": rng.choice(("resp_1", None, "x")), "output": output}
    if rng.random() < 0.1:
        del response["id"]
    return {
        "op": "mark_response", "response": response, "deployment_id": rng.choice(("dep-a", "", None)),
        "provider": rng.choice(("openai", None)), "affinity_enabled": rng.random() < 0.7}


def items(rng, deployments):
    """Input items of many shapes, some of them marked."""
    found = []
    for number in range(rng.randint(1, 4)):
        item = {"type": rng.choice(("reasoning", "reasoning", "message", "compaction"))}
        origin = rng.choice(deployments)
        if rng.random() < 0.5:
            item["id"] = markers.item_id(origin, f"rs_{number}") if rng.random() < 0.6 else f"rs_{number}"
        if rng.random() < 0.8:
            item["encrypted_content"] = (
                markers.content(origin, f"ENC{number}") if rng.random() < 0.7 else f"ENC{number}")
        if rng.random() < 0.4:
            item["summary"] = rng.choice(([], [{"type": "summary_text", "text": "s"}], [{"text": ""}], "  ", "s"))
        found.append(item)
    found.append({"role": "user", "content": "next"})
    return found


def _restore(rng):
    return {"op": "restore_input", "input": items(rng, DEPLOYMENTS)}


def _strip(rng):
    return {"op": "strip_input", "input": items(rng, DEPLOYMENTS)}


def _origin(rng):
    return {"op": "origin_of_input", "input": items(rng, DEPLOYMENTS)}
