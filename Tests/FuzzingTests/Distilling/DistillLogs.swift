import RoutingCore
import Scenarios
import Testing

@testable import Fuzzing

/// A configuration and logs of an owner whose names must not be seen again.
enum DistillLogs {
  static let configuration = """
    model_list:
      - model_name: acme-codex
        litellm_params: {model: azure/acme-gpt5, api_base: "https://acme-east.openai.azure.com", \
    api_key: sk-acme-east-0123456789}
        model_info: {id: acme-one}
      - model_name: acme-codex
        litellm_params: {model: azure/acme-gpt5, api_base: "https://acme-west.openai.azure.com", \
    api_key: os.environ/ACME_WEST}
      - model_name: acme-codex
        litellm_params: {model: azure/acme-gpt5, litellm_credential_name: acme-lent, tags: \
    [acme-tag], weight: 2}
      - {model_name: acme-chat, litellm_params: {model: openai/acme-mini, api_key: \
    sk-acme-chat-0123456789}}
      - {model_name: "anthropic/*", litellm_params: {model: "anthropic/*", api_key: \
    sk-ant-acme-0123456789}}
      - {model_name: "acme-*", litellm_params: {model: "openai/acme-*", api_key: \
    sk-acme-star-0123456789}}
    credential_list:
      - credential_name: acme-lent
        credential_values: {api_base: "https://acme-japan.openai.azure.com/acme", api_key: \
    sk-acme-lent-0123456789}
    router_settings:
      num_retries: 1
      fallbacks: [{acme-codex: [acme-chat]}]
      model_group_alias: {acme-best: acme-codex}
      model_group_retry_policy: {acme-codex: {TimeoutErrorRetries: 1}}
      redis_host: redis.acme.internal
    general_settings: {master_key: sk-acme-master-0123456789, database_url: "postgres://acme"}
    """

  /// Follow-ups abroad: 400, as in the first founding incident.
  static let sealed = """
    {"time": 1771840800.5, "key": "Ann@acme", "model": "acme-best", "deployment": "acme-one", \
    "status": 200, "conversation": "acme-s1"}
    {"time": 1771840801, "key": "Bob@acme", "model": "acme-codex", "deployment": "acme-west", \
    "status": 200, "conversation": "acme-s2"}
    {"time": 1771840820, "key": "Ann@acme", "model": "acme-best", "deployment": "acme-west", \
    "status": 400, "error": "invalid_encrypted_content", "conversation": "acme-s1"}
    {"time": 1771840830, "key": "Bob@acme", "model": "acme-codex", "deployment": "acme-west", \
    "status": 200, "conversation": "acme-s2"}

    {"time": 1771840840, "key": "Ann@acme", "model": "acme-chat", "status": 200}
    """

  /// The same in LiteLLM's fields.
  static let sealedOfLiteLLM = """
    {"startTime": 1771840800.5, "metadata": {"user_api_key_alias": "Ann@acme"}, "model_group": \
    "acme-best", "model_id": "acme-one", "api_base": "x", "status": "success", "session_id": \
    "acme-s1", "trace_id": "1", "call_type": "aresponses", "messages": "acme secret"}
    {"startTime": 1771840801, "metadata": {"user_api_key_alias": "Bob@acme"}, "model_group": \
    "acme-codex", "model_id": "0f", "api_base": \
    "https://acme-west.openai.azure.com/openai/responses", "status": "success", "session_id": \
    "acme-s2", "trace_id": "2"}
    {"startTime": 1771840820, "metadata": {"user_api_key_alias": "Ann@acme"}, "model_group": \
    "acme-best", "model_id": "0f", "api_base": "https://acme-west.openai.azure.com", "status": \
    "failure", "session_id": "acme-s1", "trace_id": "3", "error_information": {"error_code": \
    "400", "error_class": "BadRequestError", "error_message": "AzureException - {\\"code\\": \
    \\"invalid_encrypted_content\\", \\"acme\\": 1}"}}
    {"startTime": 1771840830, "metadata": {"user_api_key_alias": "Bob@acme"}, "model_group": \
    "acme-codex", "status": "success", "session_id": "acme-s2", "trace_id": "4"}
    {"startTime": 1771840840, "metadata": {"user_api_key_alias": "Ann@acme"}, "model_group": \
    null, "model": "acme-chat", "status": "success"}
    """

  /// A name that a reload added: 401, and later 200, as in the second founding incident.
  static let wildcard = """
    {"time": "2026-02-23T10:00:00Z", "key": "Ann@acme", "model": "acme-chat", "status": 200}
    {"time": "2026-02-23T10:01:00Z", "key": "Ann@acme", "model": "claude-acme-5", "status": 401, \
    "error": "key_model_access_denied"}
    {"time": "2026-02-23T12:02:00+01:00", "key": "Ann@acme", "model": "claude-acme-5", \
    "deployment": "anthropic", "status": 200}
    """

  /// Errors that cool an origin between the turns of a conversation.
  static let cooling = """
    {"time": 1000, "model": "acme-codex", "deployment": "acme-one", "status": 200, \
    "conversation": "x"}
    {"time": 1010, "model": "acme-codex", "deployment": "acme-one", "status": 429, \
    "conversation": "y"}
    {"time": 1011, "model": "acme-codex", "deployment": "acme-one", "status": 429, \
    "conversation": "z"}
    {"time": 1014, "model": "acme-codex", "deployment": "acme-west", "status": 400, \
    "error": "invalid_encrypted_content", "conversation": "x"}
    """

  static func file(_ text: String = configuration) throws -> DistilledConfiguration {
    let (file, diagnostics) = DistilledConfiguration.load("config.yaml") { _ in
      .success(Array(text.utf8))
    }
    #expect(diagnostics.map(\.text) == [])
    return try #require(file)
  }

  static func log(_ text: String, _ format: TrafficLog.Format = .lines) throws -> TrafficLog {
    let (log, diagnostics) = TrafficLog.read(Array(text.utf8), file: "log", format: format)
    #expect(diagnostics.map(\.text) == [])
    return try #require(log)
  }

  static func distilled(
    _ text: String, _ format: TrafficLog.Format = .lines, preset: Preset = .litellm18112,
    file: DistilledConfiguration? = nil
  ) throws -> Distillation {
    Distillation(
      try log(text, format), configuration: try file ?? self.file(),
      Distillation.Request(preset: preset))
  }
}
