/// What every exported test holds: the stub upstreams, in Python.
enum PytestTemplate {
  /// The modules of a test that plays conversations.
  static let trafficImports = #"""
    import asyncio
    import copy
    import importlib.metadata
    import inspect
    import itertools
    import json
    import os
    import random
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # nothing leaves this machine
    os.environ["NO_PROXY"] = "127.0.0.1"

    import litellm  # noqa: E402

    litellm.suppress_debug_info = True
    """#

  /// The modules of a test that plays steps.
  static let stepsImports = #"""
    import asyncio
    import copy
    import importlib.util
    import inspect
    import itertools
    import json
    import os
    import random
    import subprocess
    import sys
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from unittest import mock
    """#

  /// A stub upstream.
  static let upstream = #"""
    NUMBERS = itertools.count(1)  # of the calls of all stubs, as they come


    class Upstream:
        """A stub: it seals its reasoning, and refuses what another boundary sealed."""

        def __init__(self, boundary):
            self.boundary, self.answers = boundary, 0
            self.calls = []  # one entry a call: what it brought, and what it came to
            self.address = serve(self.post)

        def post(self, path, body):
            body = json.loads(body or b"{}")
            items = body.get("input")
            items = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
            sealed = [i for i in items if i.get("encrypted_content")]
            own = f"sealed.{self.boundary}."
            foreign = [i for i in sealed if not i["encrypted_content"].startswith(own)]
            marked = [
                i for i in items if str(i.get("id")).startswith("encitem_")
                or str(i.get("encrypted_content")).startswith("litellm_enc:")]
            call = {
                "number": next(NUMBERS), "model": body.get("model"), "sealed": len(sealed),
                "abroad": len(foreign), "markers": len(marked), "code": None}
            self.calls.append(call)
            before = body.get("previous_response_id")
            if foreign:
                call["code"] = "invalid_encrypted_content"
                return 400, JSON, refusal(
                    call["code"],
                    f"The encrypted content for item {foreign[0].get('id')} could not be verified. "
                    "Reason: Encrypted content organization_id did not match the target "
                    "organization.")
            if before and not before.startswith(f"resp_{self.boundary}_"):
                call["code"] = "previous_response_not_found"
                return 400, JSON, refusal(
                    call["code"], f"Previous response with id '{before}' not found.")
            self.answers += 1
            return answer(path.split("?")[0], f"{self.boundary}_{self.answers:06d}", body, own)


    def in_order(stubs):
        """The calls of some stubs, one after the other as they came."""
        return sorted(
            (call for stub in stubs for call in stub.calls), key=lambda call: call["number"])


    def serve(handle):
        """Answers requests on a port of loopback, and gives its address."""

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                status, kind, text = handle(self.path, body)
                data = text.encode()
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"
    """#

  /// What a stub answers.
  static let answers = #"""
    JSON = "application/json"


    def refusal(code, message):
        return json.dumps({"error": {
            "message": message, "type": "invalid_request_error", "param": None, "code": code}})


    def answer(path, number, body, seal):
        """An answer of the API that the path belongs to."""
        if path.endswith("/messages"):
            return 200, JSON, json.dumps({
                "id": f"msg_{number}", "type": "message", "role": "assistant",
                "model": body.get("model"), "content": [{"type": "text", "text": "answer"}],
                "stop_reason": "end_turn", "stop_sequence": None,
                "usage": {"input_tokens": 10, "output_tokens": 5}})
        if path.endswith("/chat/completions"):
            message = {"role": "assistant", "content": "answer"}
            return 200, JSON, json.dumps({
                "id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1700000000,
                "model": body.get("model"),
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}})
        output = [
            {"id": f"rs_{number}", "type": "reasoning", "summary": [], "status": "completed",
             "encrypted_content": f"{seal}{number}"},
            {"id": f"msg_{number}", "type": "message", "role": "assistant", "status": "completed",
             "content": [{"type": "output_text", "text": "answer", "annotations": []}]}]
        if body.get("stream"):
            return 200, "text/event-stream", events(number, body, output)
        return 200, JSON, json.dumps(response(number, body, output))


    def response(number, body, output, status="completed"):
        return {
            "id": f"resp_{number}", "object": "response", "created_at": 1700000000,
            "status": status, "error": None, "incomplete_details": None, "instructions": None,
            "max_output_tokens": None, "model": body.get("model"), "output": output,
            "parallel_tool_calls": True, "previous_response_id": None,
            "reasoning": {"effort": None, "summary": None}, "store": False, "temperature": 1.0,
            "text": {"format": {"type": "text"}}, "tool_choice": "auto", "tools": [], "top_p": 1.0,
            "truncation": "disabled", "user": None, "metadata": {},
            "usage": {
                "input_tokens": 10, "input_tokens_details": {"cached_tokens": 0},
                "output_tokens": 5, "output_tokens_details": {"reasoning_tokens": 2},
                "total_tokens": 15}}


    def events(number, body, output):
        """The answer as a stream: every item when it is added and when done, then the whole."""
        parts = [{
            "type": "response.created", "response": response(number, body, [], "in_progress")}]
        for place, item in enumerate(output):
            what = {"output_index": place, "item": item}
            parts.append({"type": "response.output_item.added", **what})
            if item["type"] == "message":
                parts.append({
                    "type": "response.output_text.delta", "item_id": item["id"],
                    "output_index": place, "content_index": 0, "delta": "answer"})
            parts.append({"type": "response.output_item.done", **what})
        parts.append({"type": "response.completed", "response": response(number, body, output)})
        return "".join(
            f"event: {part['type']}\ndata: {json.dumps({**part, 'sequence_number': place})}\n\n"
            for place, part in enumerate(parts)) + "data: [DONE]\n\n"
    """#
}
