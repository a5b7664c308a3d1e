/// Conversations, in Python.
extension PytestTemplate {
  /// The run of a test that plays conversations.
  static let traffic = #"""
    class Run:
        """The conversations, one turn after the other, and what became of each."""

        def __init__(self):
            self.upstreams = {name: Upstream(boundary) for name, boundary in ENDPOINTS.items()}
            self.turns, self.wrong = [], []

        async def play(self):
            router = make_router({name: stub.address for name, stub in self.upstreams.items()})
            random.seed(SEED)
            talks = [
                {"number": number + 1, "items": [], "answer": None, "over": False}
                for number in range(CONVERSATIONS)]
            if IN_PHASES:
                order = [(talk, turn) for turn in range(len(TURNS)) for talk in talks]
            else:
                order = [(talk, turn) for talk in talks for turn in range(len(TURNS))]
            for talk, turn in order:
                if not talk["over"]:
                    await self.turn(router, talk, turn)

        async def turn(self, router, talk, turn):
            before = len(in_order(self.upstreams.values()))
            question = {"type": "message", "role": "user", "content": [
                {"type": "input_text", "text": f"question {talk['number']}.{turn + 1}"}]}
            call = {"model": TURNS[turn], "include": ["reasoning.encrypted_content"]}
            if STREAM:
                call["stream"] = True
            if PREVIOUS_RESPONSE:
                call.update(store=True, input=[question])
                if talk["answer"]:
                    call["previous_response_id"] = talk["answer"]
            else:
                call.update(store=False, input=copy.deepcopy(talk["items"]) + [question])
            sealed = sum("encrypted_content" in item for item in call["input"])
            status = 200
            try:
                kept, talk["answer"] = await read(await router.aresponses(**call))
                talk["items"] += [question] + kept
            except Exception as problem:  # what the proxy would answer with
                status = getattr(problem, "status_code", None) or 500
                talk["over"] = STOP_AFTER_ERROR
            calls = in_order(self.upstreams.values())[before:]
            arrived = calls[-1]["sealed"] if calls else 0
            self.turns.append({
                "is_first": turn == 0, "status": status, "attempts": len(calls),
                "code": next((c["code"] for c in reversed(calls) if c["code"]), None),
                "outcome": "failed" if status != 200 else "degraded" if arrived < sealed else "ok"})

        def of(self, scope):
            return [
                turn for turn in self.turns
                if scope == "turns" or turn["is_first"] == (scope == "first_turns")]

        def total(self, scope):
            return len(self.of(scope))

        def count(self, scope, outcome):
            return sum(turn["outcome"] == outcome for turn in self.of(scope))

        def other(self, scope, **known):
            """Failed turns that differ from what is known of them."""
            return sum(
                turn["outcome"] == "failed" and any(turn[k] != v for k, v in known.items())
                for turn in self.of(scope))

        def brought(self, what):
            return sum(call[what] for stub in self.upstreams.values() for call in stub.calls)

        def load(self, name):
            return len(self.upstreams[name].calls)

        def attempts(self):
            return sum(turn["attempts"] for turn in self.turns)

        def attempts_max(self):
            return max(turn["attempts"] for turn in self.turns)

        def expect(self, what, found, low, high=None):
            high = low if high is None else high
            if not low <= found <= high:
                right = low if low == high else (low, high)
                self.wrong.append(f"{what}: {found}, expected {right}")

        def summary(self):
            parts = []
            for scope in ("first_turns", "follow_ups"):
                kinds = {}
                for turn in self.of(scope):
                    code = f" (upstream {turn['code']})" if turn["code"] else ""
                    kind = turn["outcome"] if turn["status"] == 200 else f"{turn['status']}{code}"
                    kinds[kind] = kinds.get(kind, 0) + 1
                parts += [
                    f"{count} of {self.total(scope)} {scope.replace('_', ' ')} {kind}"
                    for kind, count in kinds.items()]
            parts += [f"{name} {self.load(name)}" for name in self.upstreams]
            return f"LiteLLM {version()}: " + ", ".join(parts)


    def version():
        return importlib.metadata.version("litellm")


    def make_router(addresses):
        """A Router; settings that the release does not know are left out, as the proxy does."""
        entries = copy.deepcopy(MODEL_LIST)
        for entry in entries:
            entry["litellm_params"]["api_base"] = addresses[entry["litellm_params"]["api_base"]]
        known = inspect.signature(litellm.Router.__init__).parameters
        settings = {k: v for k, v in copy.deepcopy(ROUTER_SETTINGS).items() if k in known}
        return litellm.Router(model_list=entries, **settings)
    """#

  /// What a client makes of an answer.
  static let client = #"""
    async def read(answer):
        """The items that the client keeps of an answer, and the answer's id."""
        if not STREAM:
            return [kept(item) for item in answer.output], answer.id
        items, name = [], None
        async for event in answer:
            event = plain(event)
            if event["type"] == "response.completed":
                name = event["response"]["id"]
                if KEEP == "completed":
                    items = event["response"]["output"]
            elif event["type"] == {
                    "item_done": "response.output_item.done",
                    "item_added": "response.output_item.added"}.get(KEEP):
                items.append(event["item"])
        return [kept(item) for item in items], name


    def kept(item):
        item = plain(item)
        if not KEEP_IDS:
            item.pop("id", None)
        if not KEEP_BLOBS:
            item.pop("encrypted_content", None)
        return item


    def plain(value):
        return dict(value) if isinstance(value, dict) else value.model_dump(
            mode="json", exclude_none=True, warnings=False)
    """#
}
