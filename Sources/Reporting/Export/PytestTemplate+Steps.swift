/// Steps, in Python.
extension PytestTemplate {
  /// The run of a test that plays steps, and the published cost map.
  static let steps = #"""
    def play():
        """The steps in order: what each came to, and what of it is wrong."""
        world, came, wrong = World(), [], []
        gateway = Gateway(world)
        try:
            for step in STEPS:
                result = {}
                if "publish" in step:
                    world.map.update(step["publish"])
                elif "withdraw" in step:
                    for name in step["withdraw"]:
                        world.map.pop(name, None)
                elif "restart" in step:
                    gateway.close()
                    gateway = Gateway(world)
                elif "reload" in step:
                    result = gateway.ask({"reload": True})
                else:
                    result = call(gateway, world, step)
                what = {k: v for k, v in step.items() if k not in ("step", "expect")}
                came.append(f"step {step['step']}  {what}: {result}")
                for key, right in step.get("expect", {}).items():
                    if result.get(key) != right:
                        wrong.append(f"{came[-1]}, expected {key} {right}")
        finally:
            gateway.close()
        return came, wrong


    def call(gateway, world, step):
        before = len(world.calls())
        result = gateway.ask({"model": step["call"], "models": KEYS[step["as"]]})
        for last in world.calls()[before:]:
            result.update(model=last["model"], code=last["code"])
        return result


    class World:
        """The stub upstreams, and the place where the cost map is published."""

        def __init__(self):
            self.upstreams = {name: Upstream(boundary) for name, boundary in ENDPOINTS.items()}
            folder = importlib.util.find_spec("litellm").submodule_search_locations[0]
            path = os.path.join(folder, "model_prices_and_context_window_backup.json")
            with open(path, encoding="utf-8") as file:
                self.map = {**json.load(file), **COST_MAP}
            self.map_address = serve(lambda *_: (200, JSON, json.dumps(self.map))) + "/map.json"

        def calls(self):
            return in_order(self.upstreams.values())


    class Gateway:
        """A process with LiteLLM in it; it reads the published map when it starts."""

        def __init__(self, world):
            addresses = {name: stub.address for name, stub in world.upstreams.items()}
            environment = {
                **os.environ, "LITELLM_MODEL_COST_MAP_URL": world.map_address,
                "NO_PROXY": "127.0.0.1"}
            environment.pop("LITELLM_LOCAL_MODEL_COST_MAP", None)
            self.process = subprocess.Popen(
                [sys.executable, os.path.abspath(__file__), json.dumps(addresses)], env=environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def ask(self, question):
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            assert line, "the process with LiteLLM in it has ended"
            return json.loads(line)

        def close(self):
            self.process.stdin.close()
            self.process.wait()
    """#

  /// The process in which LiteLLM runs.
  static let gateway = #"""
    async def gateway(addresses):
        """That process: the proxy's check of the key, then the router; and the proxy's reload."""
        answers = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)  # what LiteLLM prints must not get between the answers
        import litellm
        from litellm.proxy import proxy_server
        from litellm.proxy._types import LitellmUserRoles, ProxyException, UserAPIKeyAuth
        from litellm.proxy.auth.auth_checks import can_key_call_model

        litellm.suppress_debug_info = True
        entries = copy.deepcopy(MODEL_LIST)
        for entry in entries:
            entry["litellm_params"]["api_base"] = addresses[entry["litellm_params"]["api_base"]]
        known = inspect.signature(litellm.Router.__init__).parameters
        router = litellm.Router(
            model_list=entries, **{k: v for k, v in ROUTER_SETTINGS.items() if k in known})
        random.seed(SEED)
        admin = UserAPIKeyAuth(user_role=LitellmUserRoles.PROXY_ADMIN)
        proxy_server.prisma_client = database()
        for line in sys.stdin:
            question = json.loads(line)
            try:
                if "reload" in question:
                    await proxy_server.reload_model_cost_map(user_api_key_dict=admin)
                    came = {"outcome": "ok", "status": 200}
                else:
                    await can_key_call_model(
                        model=question["model"], llm_model_list=None, llm_router=router,
                        valid_token=UserAPIKeyAuth(models=question["models"]))
                    answer = await router.aresponses(model=question["model"], input="question")
                    came = {
                        "outcome": "ok", "status": 200,
                        "served_by": answer._hidden_params.get("model_id")}
            except ProxyException as denial:
                came = {"outcome": "denied", "status": int(denial.code), "type": denial.type}
            except Exception as problem:  # what the proxy would answer with
                came = {
                    "outcome": "failed", "status": getattr(problem, "status_code", None) or 500,
                    "error": str(problem).split("\n")[0][:200]}
            answers.write(json.dumps(came) + "\n")
            answers.flush()


    def database():
        """What the reload writes to: only that it took place."""
        client = mock.MagicMock()
        for method in ("find_unique", "find_first"):
            setattr(client.db.litellm_config, method, mock.AsyncMock(return_value=None))
        for method in ("upsert", "update", "create"):
            setattr(client.db.litellm_config, method, mock.AsyncMock())
        return client
    """#

  /// How the file becomes that process.
  static let main = #"""
    if __name__ == "__main__":
        asyncio.run(gateway(json.loads(sys.argv[1])))
    """#
}
