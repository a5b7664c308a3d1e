/// An incident that an audit tries on somebody's configuration.
public enum Incident: String, CaseIterable, Sendable {
  case encryptedContent = "encrypted-content"
  case originCooling = "origin-cooling"
  case originRateLimited = "origin-429"
  case originRemoved = "origin-removed"
  case keyRotation = "key-rotation"
  case previousResponse = "previous-response"
  case sessionPins = "session-pins"
  case fallbackAbroad = "fallback-abroad"
  case endpointUnavailable = "endpoint-503"
  case endpointRateLimited = "endpoint-429"
  case endpointRefusesKey = "endpoint-401"
  case groupOutage = "group-outage"
  case refusedRequests = "refused-requests"
  case idleDeployments = "idle-deployments"
  case orderLevels = "order-levels"
  case wildcardReload = "wildcard-reload"
  case unknownNames = "unknown-names"
  case fallbackNames = "fallback-names"
  case duplicateIDs = "duplicate-ids"

  /// What reports call it.
  public var title: String {
    switch self {
    case .encryptedContent: "encrypted content"
    case .originCooling: "origin cools"
    case .originRateLimited: "origin answers 429"
    case .originRemoved: "origin removed"
    case .keyRotation: "key rotated"
    case .previousResponse: "previous_response_id"
    case .sessionPins: "more than 200 sessions"
    case .fallbackAbroad: "fallback abroad"
    case .endpointUnavailable: "endpoint answers 503"
    case .endpointRateLimited: "endpoint answers 429"
    case .endpointRefusesKey: "endpoint answers 401"
    case .groupOutage: "whole group out"
    case .refusedRequests: "requests refused with 400"
    case .idleDeployments: "idle deployments"
    case .orderLevels: "first order level out"
    case .wildcardReload: "new model after a reload"
    case .unknownNames: "unknown names"
    case .fallbackNames: "fallback targets"
    case .duplicateIDs: "duplicate ids"
    }
  }

  /// The scenario of the library that shows it, if there is one.
  public var scenario: String? {
    switch self {
    case .encryptedContent: "encrypted-content/two-organizations"
    case .originCooling: "encrypted-content/origin-cooling"
    case .originRateLimited: "encrypted-content/origin-429"
    case .originRemoved, .keyRotation: "encrypted-content/origin-removed"
    case .previousResponse: "encrypted-content/previous-response"
    case .sessionPins: "encrypted-content/session-cliff"
    case .fallbackAbroad: "encrypted-content/fallback-other-endpoint"
    case .endpointUnavailable, .endpointRateLimited, .endpointRefusesKey, .groupOutage,
      .refusedRequests, .idleDeployments, .orderLevels, .wildcardReload, .unknownNames,
      .fallbackNames, .duplicateIDs:
      nil
    }
  }
}
