"""Upstreams on loopback: organizations that seal their reasoning and refuse that of others."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REFUSAL = (
    "The encrypted content for item {} could not be verified. Reason: Encrypted content "
    "organization_id did not match the target organization.")


class Stub:
    """One server for all organizations; the key of a request names its organization."""

    def __init__(self):
        self.hits, self.sealed = [], 0
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one segment: apart, the body waits 40 ms for the head's receipt.
            wbufsize = -1
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def do_POST(self):
                length = int(self.headers.get("content-length") or 0)
                body = json.loads(self.rfile.read(length) or b"{}")
                key = (self.headers.get("authorization") or "").removeprefix("Bearer ")
                status, answer = stub.answer(key, body)
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, organization, body):
        self.hits.append(organization)
        items = body.get("input")
        for item in items if isinstance(items, list) else ():
            sealed = item.get("encrypted_content") if isinstance(item, dict) else None
            if sealed and not sealed.startswith(f"sealed.{organization}."):
                return 400, {"error": {
                    "message": REFUSAL.format(item.get("id")), "type": "invalid_request_error",
                    "param": None, "code": "invalid_encrypted_content"}}
        self.sealed += 1
        return 200, response(organization, self.sealed, body)


def response(organization, number, body):
    """A Responses answer of one reasoning item and one message."""
    return {
        "id": f"resp_{number:08d}", "object": "response", "created_at": 1_700_000_000,
        "status": "completed", "error": None, "incomplete_details": None, "instructions": None,
        "max_output_tokens": None, "model": body.get("model"), "output": [
            {"id": f"rs_{number:08d}", "type": "reasoning", "summary": [], "status": "completed",
             "encrypted_content": f"sealed.{organization}.{number:08d}"},
            {"id": f"msg_{number:08d}", "type": "message", "role": "assistant", "status": "completed",
             "content": [{"type": "output_text", "text": f"answer {number}", "annotations": []}]}],
        "parallel_tool_calls": True, "previous_response_id": None,
        "reasoning": {"effort": None, "summary": None}, "store": False, "temperature": 1.0,
        "text": {"format": {"type": "text"}}, "tool_choice": "auto", "tools": [], "top_p": 1.0,
        "truncation": "disabled", "user": None, "metadata": {},
        "usage": {
            "input_tokens": 10, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": 5,
            "output_tokens_details": {"reasoning_tokens": 2}, "total_tokens": 15}}
