import WireFormats

/// Writes shapes as JSON Schema, draft 7.
struct SchemaWriter {
  /// Sections that are referred to, by name, in the order of first use.
  private(set) var definitions: [(name: String, schema: JSONValue)] = []
  /// Whether a part is written that is laid over another: what it lacks may stand there.
  private var isPart = false

  typealias Member = JSONObject.Member

  /// The schema of a shape, laid over another one of its kind or not.
  mutating func write(_ shape: SchemaShape, isPart: Bool) -> JSONValue {
    let before = self.isPart
    self.isPart = isPart
    defer { self.isPart = before }
    return object(shape)
  }

  private mutating func object(_ shape: SchemaShape) -> JSONValue {
    .object(JSONObject(members(shape)))
  }

  private mutating func members(_ shape: SchemaShape) -> [Member] {
    switch shape {
    case .any: return []
    case .text: return [("type", Self.texts(["string", "number", "boolean"]))]
    case .bool:
      return [
        ("enum", .array([.bool(true), .bool(false)] + Self.words(["yes", "no", "on", "off"])))
      ]
    case .integer(let range): return Self.integer(range)
    case .amount: return [("minimum", .integer(0)), ("type", Self.texts(["number", "string"]))]
    case .share:
      return [("minimum", .integer(0)), ("maximum", .integer(1)), ("type", .string("number"))]
    case .form(let form): return Self.form(form)
    case .choice(let words): return [("enum", .array(Self.words(words)))]
    case .suggested(let words):
      return [
        (
          "anyOf",
          .array([
            .members(["enum": .array(Self.words(words))]),
            .members(["type": Self.texts(["string", "number", "boolean"])]),
          ])
        )
      ]
    case .list(let item, let countMin):
      let least: [Member] = countMin > 0 ? [("minItems", .integer(countMin))] : []
      // A list is replaced as a whole, so its entries are whole.
      return [("type", .string("array")), ("items", write(item, isPart: false))] + least
    case .map(let value, let known):
      let properties: [Member] = known.isEmpty ? [] : [("properties", self.properties(known))]
      return [("type", .string("object"))] + properties
        + [("additionalProperties", object(value))]
    case .section(let section): return self.section(section)
    case .named(let name, let section): return [("$ref", .string(reference(name, section)))]
    case .either(let shapes): return [("anyOf", .array(shapes.map { object($0) }))]
    case .optional(let shape):
      return [("anyOf", .array([.members(["type": .string("null")]), object(shape)]))]
    }
  }

  /// Refers to a section, which is written at its first use.
  private mutating func reference(_ name: String, _ section: SchemaSection) -> String {
    // Whatever has nothing that it must have is the same in a variant.
    let full = isPart && section.demands ? name + "_of_variant" : name
    if !definitions.contains(where: { $0.name == full }) {
      let place = definitions.count
      definitions.append((full, .null))
      definitions[place].schema = .object(JSONObject(self.section(section)))
    }
    return "#/definitions/\(full)"
  }

  private mutating func properties(_ keys: [SchemaKey]) -> JSONValue {
    .object(
      JSONObject(
        keys.map { key in
          let description: [Member] =
            key.description.isEmpty ? [] : [("description", .string(key.description))]
          return (key.name, .object(JSONObject(description + members(key.shape))))
        }))
  }

  private mutating func section(_ section: SchemaSection) -> [Member] {
    var members: [Member] = [
      ("type", .string("object")), ("properties", properties(section.keys)),
    ]
    if !section.isOpen { members.append(("additionalProperties", .bool(false))) }
    // What is laid over another part may lack anything.
    guard !isPart else { return members }
    if !section.required.isEmpty { members.append(("required", Self.texts(section.required))) }
    if section.hasOneKey {
      members += [("minProperties", .integer(1)), ("maxProperties", .integer(1))]
    }
    if !section.exactlyOne.isEmpty {
      members.append(("oneOf", .array(section.exactlyOne.map(Self.has))))
    }
    if !section.atLeastOne.isEmpty {
      members.append(("anyOf", .array(section.atLeastOne.map(Self.has))))
    }
    if !section.needs.isEmpty {
      let needs: [Member] = section.needs.map { need in
        (need.key, .members(["anyOf": .array(need.oneOf.map(Self.has))]))
      }
      members.append(("dependencies", .object(JSONObject(needs))))
    }
    if !section.exclusive.isEmpty {
      members.append(("not", .members(["required": Self.texts(section.exclusive)])))
    }
    return members
  }

  // MARK: Parts

  private static func has(_ key: String) -> JSONValue { .members(["required": texts([key])]) }

  private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// Words; YAML reads one of digits alone as a number.
  private static func words(_ words: [String]) -> [JSONValue] {
    words.map { .string($0) } + words.compactMap { word in Int(word).map { .integer($0) } }
  }

  private static func integer(_ range: ClosedRange<Int>) -> [Member] {
    var number: [Member] = [("type", .string("integer"))]
    if range.lowerBound > .min { number.append(("minimum", .integer(range.lowerBound))) }
    if range.upperBound < .max { number.append(("maximum", .integer(range.upperBound))) }
    let grouped = JSONValue.members([
      "pattern": .string("^[0-9]+(_[0-9]+)+$"), "type": .string("string"),
    ])
    return [("anyOf", .array([.object(JSONObject(number)), grouped]))]
  }

  private static func form(_ form: SchemaForm) -> [Member] {
    var text: [Member] = [("type", .string("string")), ("pattern", .string(form.pattern))]
    if !form.examples.isEmpty { text.append(("examples", texts(form.examples))) }
    guard form.isNumber else { return text }
    let number = JSONValue.members(["type": .string("integer"), "minimum": .integer(0)])
    return [("anyOf", .array([number, .object(JSONObject(text))]))]
  }
}

extension JSONValue {
  private static let lineWidth = 90

  /// The value, on one line where it is short, else on many, indented by two spaces.
  func indented(_ depth: Int = 0) -> String {
    let line = String(
      decoding: serialized(style: JSONStyle(isSpaced: true, isASCII: false)), as: UTF8.self)
    if line.count + 2 * depth <= Self.lineWidth { return line }
    let inner = String(repeating: "  ", count: depth + 1)
    let outer = String(repeating: "  ", count: depth)
    switch self {
    case .object(let object) where object.count > 0:
      let lines = object.members.map { member in
        let key = String(decoding: JSONValue.string(member.key).serialized(), as: UTF8.self)
        return "\(inner)\(key): \(member.value.indented(depth + 1))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    case .array(let items) where !items.isEmpty:
      let lines = items.map { inner + $0.indented(depth + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    default: return line
    }
  }
}
