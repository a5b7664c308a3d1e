import Testing

/// `distill` as people call it.
struct DistillCommandTests {
  private static let config = """
    model_list:
      - {model_name: acme, litellm_params: {model: azure/gpt-5, api_base: \
    "https://one.openai.azure.com", api_key: a}}
      - {model_name: acme, litellm_params: {model: azure/gpt-5, api_base: \
    "https://two.openai.azure.com", api_key: b}}
    """
  private static let log = """
    {"time": 1, "model": "acme", "deployment": "one", "status": 200, "conversation": "c"}
    {"time": 9, "model": "acme", "deployment": "two", "status": 400, "error": \
    "invalid_encrypted_content", "conversation": "c"}
    {"time": 9, "model": "other", "status": 200}
    """

  private func folder() throws -> Scratch {
    let folder = try Scratch()
    try folder.write("config.yaml", Self.config)
    try folder.write("log.jsonl", Self.log)
    try folder.write("bad.jsonl", "{}\n")
    return folder
  }

  private func distill(_ folder: Scratch, _ log: String, _ more: [String]) throws -> Command {
    try Command.run(
      ["distill", "\(folder.path)/\(log)", "--config", "\(folder.path)/config.yaml"] + more)
  }

  @Test func whatIsWrittenRuns() throws {
    let folder = try folder()
    let out = "\(folder.path)/small.yaml"
    let preset = ["--preset", "litellm-1.81.12"]
    let written = try distill(folder, "log.jsonl", preset + ["--out", out])
    #expect(written.status == 0, "\(written.errors)")
    #expect(
      written.errors == "note: 1 line left out: the configuration lacks the model\n")
    #expect(
      written.output.hasPrefix(
        "distilled  400 invalid_encrypted_content of follow-ups: 1 of 2 requests in the log\n"
          + "  2 deployments, 1 conversation, 2 turns; "))
    #expect(
      written.output.hasSuffix(
        "  found  reproduces  litellm-1.81.12\n  sound  holds       recommended\n"
          + "  again  windtunnel run \(out)\n"))
    let printed = try distill(folder, "log.jsonl", preset)
    #expect(printed.output == (try folder.text("small.yaml")))
    let run = try Command.run(["run", out])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("1 hold, 1 reproduce, 0 changed, 0 failed"))
    let validated = try Command.run(["validate", out])
    #expect(validated.output == "1 scenario, 2 variants: no errors\n")
  }

  static let statuses: [(log: String, arguments: [String], status: Int32, text: String)] = [
    (
      "log.jsonl", ["--preset", "litellm-1.81.12", "--status", "429"], 1,
      "windtunnel: of 1 error in the log none has the status and code that are asked for\n"
    ),
    (
      "log.jsonl", ["--preset", "recommended"], 64,
      "--preset is recommended, which the scenario is held against"
    ),
    (
      "log.jsonl", ["--preset", "litellm-1.81.12", "--status", "200"], 64,
      "--status is 200; accepted: 400 to 599"
    ),
    (
      "log.jsonl", ["--preset", "litellm-1.81.12", "--error", "invalid_encrypted_contents"], 64,
      "did you mean 'invalid_encrypted_content'?"
    ),
    (
      "bad.jsonl", ["--preset", "litellm-1.81.12", "--cost-map", "/nowhere"], 65,
      "bad.jsonl:1:1: error: the line has no time [missing-field]"
    ),
    ("none.jsonl", ["--preset", "litellm-1.81.12"], 65, "the file cannot be read"),
    (
      "log.jsonl", ["--preset", "litellm-1.81.12", "--out", "/dev/null/small.yaml"], 73,
      "'/dev/null/small.yaml' cannot be written"
    ),
  ]

  @Test(arguments: statuses.indices)
  func status(_ place: Int) throws {
    let (log, arguments, status, text) = Self.statuses[place]
    let command = try distill(try folder(), log, arguments)
    #expect(command.status == status, "\(command.errors)")
    #expect(command.errors.contains(text), "\(command.errors)")
    #expect(command.output.isEmpty)
  }
}
