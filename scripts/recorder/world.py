"""One fresh LiteLLM per vector: catalog, callbacks and routers, and what it raised in plain words."""

import asyncio
import copy
import random

import litellm
from litellm import exceptions
from litellm.proxy._types import ProxyException
from litellm.types.utils import CredentialItem

from . import clock

litellm.suppress_debug_info = True

_LISTS = (
    "callbacks", "input_callback", "success_callback", "failure_callback", "service_callback",
    "_async_input_callback", "_async_success_callback", "_async_failure_callback",
)


def reset(catalog=None, model_alias_map=None):
    """Empties what LiteLLM keeps per process, and loads `catalog` as the whole cost map."""
    for name in _LISTS:
        if isinstance(getattr(litellm, name, None), list):
            getattr(litellm, name).clear()
    for name, value in list(vars(litellm).items()):
        if not (name.endswith("_models") or name == "BEDROCK_CONVERSE_MODELS"):
            continue
        if isinstance(value, (set, list)) or (isinstance(value, dict) and name != "models_by_provider"):
            value.clear()
    litellm.model_list_set = set()
    litellm.model_alias_map = copy.deepcopy(model_alias_map or {})
    generalize(())
    adopt(catalog or {})
    for value in list(vars(litellm.utils).values()):
        if hasattr(value, "cache_clear") and "model" in getattr(value, "__name__", ""):
            value.cache_clear()
    clock.CLOCK.t, clock.CLOCK.epoch = 0.0, clock.EPOCH
    clock.install()


def generalize(rules):
    """Sets the naming rules that newer releases keep in their cost map; false where there are none."""
    try:
        from litellm.litellm_core_utils import fallback_generalizations
    except ImportError:
        return False
    fallback_generalizations.set_fallback_generalizations(list(rules))
    return True


def adopt(catalog, extend_providers=True):
    """Replaces the cost map; with `extend_providers` also adds to the provider sets."""
    litellm.model_cost = copy.deepcopy(catalog)
    lowercase = getattr(litellm.utils, "_invalidate_model_cost_lowercase_map", None)
    if lowercase:
        lowercase()
    if extend_providers:
        try:
            litellm.add_known_models(model_cost_map=litellm.model_cost)
        except TypeError:
            litellm.add_known_models()


def make_router(config):
    """A Router of `config`; it must be called inside the event loop that uses it."""
    settings = copy.deepcopy(config.get("router_settings", {}))
    litellm.credential_list = [
        CredentialItem(**entry) for entry in copy.deepcopy(config.get("credential_list", []))]
    router = litellm.Router(model_list=copy.deepcopy(config["model_list"]), **settings)
    clock.install()
    clock.hand_to(litellm.callbacks)
    return router


def member(router, name):
    """A member of the router under its present or its former name."""
    core = getattr(router, "_core_" + name, None)
    return core if core is not None else getattr(router, name)


def cool(router, ids, seconds=1e6):
    """Puts deployments into cooldown for as long as a vector lasts."""
    for name in ids:
        member(router, "cooldown_cache").add_deployment_to_cooldown(
            model_id=name, original_exception=Exception("cooled by the recorder"),
            exception_status=429, cooldown_time=seconds)


_LOOP = asyncio.new_event_loop()
asyncio.set_event_loop(_LOOP)


def run(coroutine):
    """Runs one vector to its end, and ends what it left behind."""

    async def whole():
        try:
            return await coroutine
        finally:
            rest = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)

    return _LOOP.run_until_complete(whole())


def seed(number):
    random.seed(number)


def error_of(exception):
    """`{status, class, exception_status?}`: the status after the proxy's rewrite by message text."""
    own = getattr(exception, "status_code", None)
    own = own if isinstance(own, int) else 500
    kind = getattr(exception, "type", None)
    proxied = ProxyException(
        message=getattr(exception, "message", None) or str(exception),
        type=kind if isinstance(kind, str) else "None",
        param="None", code=own)
    found = {"status": int(proxied.code), "class": type(exception).__name__}
    if found["status"] != own and isinstance(getattr(exception, "status_code", None), int):
        found["exception_status"] = own
    return found


# Failure kinds: the status of the upstream and the class that LiteLLM makes of it.
KINDS = {
    "bad_request": (400, "BadRequestError"),
    "context_window": (400, "ContextWindowExceededError"),
    "content_policy": (400, "ContentPolicyViolationError"),
    "authentication": (401, "AuthenticationError"),
    "payment_required": (402, "PaymentRequiredError"),
    "permission_denied": (403, "PermissionDeniedError"),
    "not_found": (404, "NotFoundError"),
    "timeout": (408, "Timeout"),
    "conflict": (409, "APIError"),
    "unprocessable": (422, "UnprocessableEntityError"),
    "rate_limit": (429, "RateLimitError"),
    "internal_server_error": (500, "InternalServerError"),
    "connection": (500, "APIConnectionError"),
    "bad_gateway": (502, "BadGatewayError"),
    "service_unavailable": (503, "ServiceUnavailableError"),
    "gateway_timeout": (504, "APIError"),
    "overloaded": (529, "APIError"),
}


def upstream_error(kind, headers=None):
    """The exception that LiteLLM raises for an upstream failure of `kind`."""
    import httpx

    status, name = KINDS[kind]
    cls = getattr(exceptions, name, None) or exceptions.APIError
    request = httpx.Request("POST", "http://upstream.invalid/v1/chat/completions")
    response = httpx.Response(status_code=status, headers=headers or {}, request=request)
    base = {"message": kind, "llm_provider": "openai", "model": "m"}
    if cls is exceptions.APIError:
        made = cls(status_code=status, request=request, **base)
    elif name in ("Timeout",):
        made = cls(headers=headers or {}, **base) if headers else cls(**base)
    elif name == "APIConnectionError":
        made = cls(request=request, **base)
    else:
        made = cls(response=response, **base)
    if headers:
        made.litellm_response_headers = response.headers
    return made
