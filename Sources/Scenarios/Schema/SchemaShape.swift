/// What may stand at a place of a scenario file, as far as its shape goes.
indirect enum SchemaShape {
  /// Anything.
  case any
  /// Any scalar but null: the loader reads its text.
  case text
  /// `true` or `false`, and the words that YAML 1.1 knows for them.
  case bool
  /// A whole number, plain or with underscores.
  case integer(ClosedRange<Int>)
  /// A number that is not negative.
  case amount
  /// A number from 0 to 1, plain.
  case share
  /// A text of a certain form, with an example of it.
  case form(SchemaForm)
  /// One of these words.
  case choice([String])
  /// A text for which these are offered.
  case suggested([String])
  /// A list.
  case list(SchemaShape, countMin: Int = 0)
  /// A mapping from names of the user's own; some names may have a meaning of their own.
  case map(SchemaShape, known: [SchemaKey] = [])
  /// A mapping with these keys.
  case section(SchemaSection)
  /// A section that is written once and referred to.
  case named(String, SchemaSection)
  /// One of several.
  case either([SchemaShape])
  /// Nothing, or what is inside.
  case optional(SchemaShape)
}

extension SchemaShape {
  /// A number of a LiteLLM configuration: one that comes from the environment is a note.
  static func setting(_ shape: SchemaShape) -> SchemaShape {
    .optional(.either([shape, .form(.environment)]))
  }

  /// Whether something in it must be there.
  var demands: Bool {
    switch self {
    case .optional(let shape): shape.demands
    case .map(let shape, let known): shape.demands || known.contains { $0.shape.demands }
    case .section(let section), .named(_, let section): section.demands
    case .either(let shapes): shapes.contains { $0.demands }
    case .list, .any, .text, .bool, .integer, .amount, .share, .form, .choice, .suggested: false
    }
  }
}

/// Texts of a form that a regular expression tells.
enum SchemaForm: String {
  case duration, count, ordinals, rate, random, sameAs, instant, environment, fraction

  /// What the text must match, whole.
  var pattern: String {
    let unit = "(ns|us|ms|s|m|h|d)"
    switch self {
    case .duration: return "^[0-9]+(\\.[0-9]{1,9})?\(unit)$"
    case .count: return "^(all|[0-9]+|[0-9]+\\.\\.[0-9]*|\\.\\.[0-9]+)$"
    case .ordinals: return "^([0-9]+|[0-9]+\\.\\.[0-9]*|\\.\\.[0-9]+)$"
    case .rate: return "^[0-9]*[1-9][0-9]*/\(unit)$"
    case .random: return "^(streams|cpython\\([0-9]+\\))$"
    case .sameAs: return "^same as .+$"
    case .environment: return "^os\\.environ/.+$"
    case .fraction: return "^[0-9]+/0*[1-9][0-9]*$"
    case .instant: return "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
    }
  }

  /// What an editor offers.
  var examples: [String] {
    switch self {
    case .duration: ["250ms", "10s", "5m"]
    case .count: ["all", "100..110"]
    case .ordinals: ["2..4", "3.."]
    case .rate: ["50/s", "3/m"]
    case .random: ["streams", "cpython(0)"]
    case .sameAs: []
    case .environment: ["os.environ/NAME"]
    case .fraction: ["1/2"]
    case .instant: ["2026-01-01T00:00:00Z"]
    }
  }

  /// Whether a plain whole number is one, too.
  var isNumber: Bool { self == .count || self == .ordinals }
}

/// A key and what may stand under it.
struct SchemaKey {
  var name: String
  /// What an editor shows: a sentence, with units and the default.
  var description: String
  var shape: SchemaShape

  init(_ name: String, _ description: String, _ shape: SchemaShape) {
    self.name = name
    self.description = description
    self.shape = shape
  }
}

/// A mapping with keys of ours.
struct SchemaSection {
  /// The keys, in the order in which an editor offers them.
  var keys: [SchemaKey]
  /// Keys that must be there.
  var required: [String] = []
  /// Of these exactly one must be there.
  var exactlyOne: [String] = []
  /// Of these at least one must be there.
  var atLeastOne: [String] = []
  /// Keys that go with one of others only.
  var needs: [(key: String, oneOf: [String])] = []
  /// Two keys that exclude each other.
  var exclusive: [String] = []
  /// Whether exactly one key must be there, whichever.
  var hasOneKey = false
  /// Whether other keys are no errors.
  var isOpen = false

  /// Whether something in it, at any depth, must be there.
  var demands: Bool {
    !required.isEmpty || hasOneKey || !exactlyOne.isEmpty || !atLeastOne.isEmpty || !needs.isEmpty
      || !exclusive.isEmpty || keys.contains { $0.shape.demands }
  }

  /// A section with the keys that a reader accepts, described by a table.
  ///
  /// A key that the table lacks is in the section all the same, without a word: the loader decides
  /// what is accepted, and a test tells what nobody described.
  init(accepted: [String], _ table: [SchemaKey], required: [String] = []) {
    keys = accepted.map { name in
      table.first { $0.name == name } ?? SchemaKey(name, "", .any)
    }
    self.required = required
  }

  /// A section of a reader that has no table of its own.
  init(_ table: [SchemaKey], required: [String] = []) {
    keys = table
    self.required = required
  }
}
