import Scenarios
import Testing

/// What is hidden in all that is printed of a file, and what is not.
struct RedactionTests {
  @Test(arguments: [
    ("sk-0123456789abcdef", "[hidden]"),
    ("is 'sk-proj-ab12cd34ef56' here", "is '[hidden]' here"),
    ("9f4f9bbb199b59f885a1d1098ff77809", "[hidden]"),
    ("Bearer eyJhbGciOiJIUzI1NiJ9.x", "Bearer [hidden].x"),
    ("https://user:AKIA0123456789AB@host", "https://user:[hidden]@host"),
    ("gpt-4o-2024-08-06", "gpt-4o-2024-08-06"),
    ("claude-3-5-sonnet-20241022", "claude-3-5-sonnet-20241022"),
    (
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    ),
    ("sk-eastus", "sk-eastus"),
    ("key-westeu", "key-westeu"),
    ("0b7c4e0a-52d1-4f9e-9f43-0a1b2c3d4e5f", "0b7c4e0a-52d1-4f9e-9f43-0a1b2c3d4e5f"),
    ("encrypted_content_affinity", "encrypted_content_affinity"),
  ])
  func words(_ text: String, _ shown: String) { #expect(Redaction.text(text) == shown) }

  @Test(arguments: [
    ("      api_key: hunter", "      api_key: [hidden]"),
    ("{model: gpt, api_key: hunter, rpm: 3}", "{model: gpt, api_key: [hidden], rpm: 3}"),
    (#"{"api_key": "hun, ter", "rpm": 3}"#, #"{"api_key": [hidden], "rpm": 3}"#),
    ("api_key: os.environ/AZURE_KEY", "api_key: os.environ/AZURE_KEY"),
    ("master_key : hunter", "master_key : [hidden]"),
    ("AWS_SECRET_ACCESS_KEY: hunter", "AWS_SECRET_ACCESS_KEY: [hidden]"),
    ("redis_password: {a: [b, c]} # why", "redis_password: [hidden] # why"),
    ("database_url: postgres://u:p@host/db", "database_url: [hidden]"),
    ("environment_variables: {A: hunter}", "environment_variables: [hidden]"),
    ("expect: {follow_ups: {ok: all}}", "expect: {follow_ups: {ok: all}}"),
    ("keys: {wild: {models: [a]}}", "keys: {wild: {models: [a]}}"),
    ("max_tokens: 100", "max_tokens: 100"),
  ])
  func lines(_ line: String, _ shown: String) { #expect(Redaction.line(line) == shown) }

  @Test func valuesOfSecretKeysAreHiddenWhereverTheyStand() {
    let secrets = ["correct horse battery"]
    #expect(
      Redaction.text("group 'correct horse battery' has", hiding: secrets)
        == "group '[hidden]' has")
    #expect(Redaction.text("correct horse", hiding: secrets) == "correct horse")
  }

  /// A variant's changes are printed by `run`: without the keys in them.
  @Test func changesOfAVariantHideKeys() {
    let text = """
      name: A
      config: {model_list: [{model_name: m, litellm_params: {model: gpt, api_key: k}}]}
      traffic: {model: m}
      variants:
        a:
          preset: recommended
          config:
            model_list: [{model_name: m, litellm_params: {model: gpt, api_key: hunter}}]
      """
    let loader = ScenarioLoader { _ in .success(Array(text.utf8)) }
    let changes = loader.load(file: "a.yaml", id: "a").scenario?.variants.first?.changes
    #expect(
      changes == "config: {model_list: [{model_name: m, litellm_params: {model: gpt, "
        + "api_key: [hidden]}}]}")
  }
}
