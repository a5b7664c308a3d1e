public import Primitives

/// A `model_list` entry as the pipeline reads it: numbers alone.
public struct Deployment: Sendable, BitwiseCopyable {
  /// The number of the deployment's id in the configuration's names.
  public var name: UInt32
  /// The id as it reads back from an encoded item id; differs from `name` only if the codec
  /// cannot carry the id (LiteLLM: an id with a semicolon).
  public var idMarker: Marker
  /// The id as it reads back from wrapped content.
  public var contentMarker: Marker
  /// The group the entry belongs to.
  public var group: GroupIndex
  /// (api_base, api_key) as one number, or nil unless both are set: without them LiteLLM knows no
  /// boundary.
  public var boundary: UInt32?
  /// The same of what stands in the entry itself, with numbers of its own: a named credential does
  /// not count.
  public var entryBoundary: UInt32?
  /// `weight`, if set.
  public var weight: Double?
  /// `rpm`, if set; simple-shuffle reads it as a weight.
  public var requestsPerMinute: Double?
  /// `tpm`, if set; simple-shuffle reads it as a weight.
  public var tokensPerMinute: Double?
  /// `order`, if set: lower levels are used first.
  public var order: Int32?
  /// `cooldown_time` of the entry, if set.
  public var cooldownTime: SimDuration?
  /// `allowed_fails` of the entry, if set.
  public var allowedFails: UInt32?
  /// The place of the entry's `allowed_fails_policy` in the configuration, if set.
  public var allowedFailsPolicy: UInt32?
  /// `num_retries` of the entry, if set.
  public var retries: UInt32?
  /// `blocked` of the entry at start.
  public var isBlocked: Bool
  /// `tags`, as numbers of the configuration's tag book.
  public var tags = TagRange.none
  /// The number of the tag `Credential: NAME`, if the entry names a credential.
  public var credentialTag: UInt32?
  /// The number of `region_name`, if set.
  public var region: UInt32?
  /// `model_info.max_input_tokens`, if set.
  public var inputTokensMax: UInt32?
  /// `rpm` of the entry, its parameters or its info, as a limit of a minute.
  public var requestLimit: Double?
  /// `tpm` of the entry, its parameters or its info, as a limit of a minute.
  public var tokenLimit: Double?
  /// `max_parallel_requests`, if set.
  public var parallelMax: UInt32?
  /// `input_cost_per_token`, in dollars, if set.
  public var inputPrice: Double?
  /// `output_cost_per_token`, in dollars, if set.
  public var outputPrice: Double?
  /// The number of its provider among those with a budget; 65535 for none.
  public var provider: UInt16 = .max
  /// Whether the entry is not there at start, but comes later.
  public var isAbsent = false
  /// Whether the database holds the entry, not the configuration file (`db_model`).
  public var isStored = false

  /// Makes an entry with nothing optional set.
  public init(name: UInt32, group: GroupIndex) {
    self.name = name
    idMarker = .naming(name)
    contentMarker = .naming(name)
    self.group = group
    isBlocked = false
  }
}

/// The texts of a deployment, for reports, wire formats and what is worked out once, and what only
/// requests with traits ask for; never read by the pipeline.
public struct DeploymentText: Sendable, Equatable {
  /// The deployment's id.
  public var id: String
  /// What reports call it: the host's first label, or the id.
  public var label: String
  /// `litellm_params.model`.
  public var upstreamModel: String

  /// `model_info.access_groups`.
  public var accessGroups: [String] = []
  /// `timeout` of the entry, if set.
  public var timeout: SimDuration?
  /// `stream_timeout` of the entry, if set.
  public var streamTimeout: SimDuration?
  /// `model_info.supports_assistant_prefill`: whether an answer that was begun is carried on.
  public var takesPrefill = false
  /// `model_info.supported_beta_flags`, a bit for each name of the configuration.
  public var beta: UInt64 = 0

  /// Makes the texts.
  public init(id: String, label: String, upstreamModel: String) {
    self.id = id
    self.label = label
    self.upstreamModel = upstreamModel
  }
}
