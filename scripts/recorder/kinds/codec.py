"""What LiteLLM writes on response ids, item ids and encrypted content, and reads from them."""

import copy
import inspect

from litellm.responses.utils import ResponsesAPIRequestUtils as Utils

from .codec_cases import cases  # noqa: F401


def find(*names):
    """The function under the first of its names that this release has."""
    for name in names:
        for candidate in (name, "_" + name):
            if hasattr(Utils, candidate):
                return getattr(Utils, candidate)
    return None


def missing():
    return None if find("wrap_encrypted_content_with_model_id") else "this release writes no markers"


def record(given):
    return globals()["_" + given["op"]](copy.deepcopy(given))


def _encode_item_id(given):
    return {"value": find("build_encrypted_item_id")(given["model_id"], given["item_id"])}


def _decode_item_id(given):
    found = find("decode_encrypted_item_id")(given["value"])
    return {"decoded": found and {"model_id": found["model_id"], "item_id": found["item_id"]}}


def _wrap_content(given):
    return {"value": find("wrap_encrypted_content_with_model_id")(given["content"], given["model_id"])}


def _unwrap_content(given):
    model_id, content = find("unwrap_encrypted_content_with_model_id")(given["value"])
    return {"model_id": model_id, "content": content}


def _encode_response_id(given):
    build = find("build_responses_api_response_id")
    return {"value": build(
        custom_llm_provider=given["provider"], model_id=given["model_id"],
        response_id=given["response_id"])}


def _decode_response_id(given):
    found = find("decode_responses_api_response_id")(given["value"])
    previous = find("decode_previous_response_id_to_original_previous_response_id")(given["value"])
    return {
        "provider": found.get("custom_llm_provider"), "model_id": found.get("model_id"),
        "response_id": found.get("response_id"), "previous_response_id": previous}


def _mark_response(given):
    metadata = {"model_info": {"id": given["deployment_id"]}}
    if given["affinity_enabled"]:
        metadata["encrypted_content_affinity_enabled"] = True
    response = find("update_responses_api_response_id_with_model_id")(
        responses_api_response=given["response"], custom_llm_provider=given["provider"],
        litellm_metadata=metadata)
    return {"response": response}


def _restore_input(given):
    return {"input": find("restore_encrypted_content_item_ids_in_input")(given["input"])}


def _strip_input(given):
    strip = find("strip_encrypted_reasoning_from_input")
    if strip is None:
        raise NotImplementedError("this release strips nothing")
    result = strip(given["input"])
    return {"input": given["input"] if result is None else result}


def _origin_of_input(given):
    from litellm.router_utils.pre_call_checks.encrypted_content_affinity_check import (
        EncryptedContentAffinityCheck as Check)

    extract = inspect.getattr_static(Check, "_extract_model_id_from_input").__func__
    return {"deployment_id": extract(given["input"])}
