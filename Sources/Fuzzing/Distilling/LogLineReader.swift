import Scenarios
import Upstreams
import WireFormats

/// Reads one line of a log; what is wrong with it is told with its column.
struct LogLineReader {
  let file: String
  let number: Int
  let text: ArraySlice<UInt8>
  let problems: Problems

  static let fields = [
    "time", "key", "model", "deployment", "status", "error", "conversation", "request", "stream",
    "surface",
  ]
  static let surfaces = Surface.allCases.map(\.rawValue)

  func read(_ format: TrafficLog.Format) -> TrafficLog.Line? {
    let value: JSONValue
    do {
      var bytes = text
      if bytes.last == 0x0D { bytes.removeLast() }
      value = try JSONValue.parse(
        Array(bytes), limits: JSONLimits(byteCountMax: TrafficLog.lineBytesMax))
    } catch {
      report("invalid-json", column: error.column, error.message)
      return nil
    }
    guard let object = value.object else {
      report("expected-object", column: 1, "the line is no JSON object")
      return nil
    }
    switch format {
    case .lines: return line(object)
    case .litellm: return liteLLMLine(value)
    }
  }

  private func line(_ object: JSONObject) -> TrafficLog.Line? {
    for member in object.members where !Self.fields.contains(member.key) {
      report(
        "unknown-field", column: column(of: member.key), "there is no field '\(member.key)'",
        hint: NearestName.hint(for: member.key, among: Self.fields))
    }
    let time = time(object["time"], "time")
    let model = text(object["model"], "model", isRequired: true)
    let status = status(object["status"])
    let surface = text(object["surface"], "surface")
    if let surface, !Self.surfaces.contains(surface) {
      report(
        "unknown-value", column: column(of: "surface"), "surface is '\(surface)'",
        hint: NearestName.hint(for: surface, among: Self.surfaces))
    }
    var streams = false
    if let value = object["stream"], !value.isNull {
      if let bool = value.bool {
        streams = bool
      } else {
        report("expected-boolean", column: column(of: "stream"), "stream is no true or false")
      }
    }
    let key = text(object["key"], "key")
    let deployment = text(object["deployment"], "deployment")
    let error = text(object["error"], "error")
    let conversation = text(object["conversation"], "conversation")
    let request = text(object["request"], "request")
    guard let time, let model, let status else { return nil }
    return TrafficLog.Line(
      number: number, time: time, key: key ?? "", model: model,
      deployment: deployment.map { [$0] } ?? [], status: status, error: error,
      conversation: conversation, request: request, streams: streams, surface: surface)
  }

  func time(_ value: JSONValue?, _ name: String) -> Int64? {
    guard let value, !value.isNull else {
      reportMissing(name)
      return nil
    }
    let time = LogTime.milliseconds(value)
    if time == nil {
      report(
        "expected-time", column: column(of: name), "\(name) cannot be read", hint: LogTime.accepted)
    }
    return time
  }

  private func status(_ value: JSONValue?) -> Int? {
    guard let value, !value.isNull else {
      reportMissing("status")
      return nil
    }
    guard let status = value.integer, (100...599).contains(status) else {
      report(
        "out-of-range", column: column(of: "status"), "status is no HTTP status",
        hint: "accepted: 100 to 599")
      return nil
    }
    return status
  }

  /// A text that is there and not null.
  func text(_ value: JSONValue?, _ name: String, isRequired: Bool = false) -> String? {
    guard let value, !value.isNull else {
      if isRequired { reportMissing(name) }
      return nil
    }
    guard let text = value.string else {
      report("expected-text", column: column(of: name), "\(name) is no text")
      return nil
    }
    if isRequired, text.isEmpty {
      report("expected-text", column: column(of: name), "\(name) is empty")
      return nil
    }
    return text.isEmpty ? nil : text
  }

  func reportMissing(_ name: String) {
    report("missing-field", column: 1, "the line has no \(name)")
  }

  func report(_ code: String, column: Int, _ message: String, hint: String = "") {
    problems.add(
      Diagnostic(
        code: code, file: file, line: number, column: column, message: message, hint: hint))
  }

  /// The column of a field's name, in Unicode scalars from one; of the line, if it is not found.
  func column(of name: String) -> Int {
    let wanted = Array("\"\(name)\"".utf8)
    var place = text.startIndex
    while place + wanted.count <= text.endIndex {
      let end = place + wanted.count
      if text[place] == wanted[0], text[place..<end].elementsEqual(wanted),
        text[end...].first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: ":")
      {
        return text[..<place].reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      }
      place += 1
    }
    return 1
  }
}
