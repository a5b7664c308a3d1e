import Primitives
public import RoutingCore
public import WireFormats

/// Edits the `input` of a request as a whole; an input that is no list stays as it is.
public enum InputJSON {
  /// The facts of every element, in order; none if the input is no list.
  public static func facts(of input: JSONValue, intern: (String) -> UInt32) -> [ItemFacts] {
    (input.array ?? []).map { ItemJSON.facts(of: $0, intern: intern) }
  }

  /// The input after one edit per element.
  public static func apply(_ edits: [InputEdit], to input: JSONValue) -> JSONValue {
    guard let items = input.array else { return input }
    precondition(
      items.count == edits.count, "\(edits.count) edits do not fit \(items.count) items")
    return .array(zip(items, edits).compactMap { ItemJSON.apply($1, to: $0) })
  }

  /// The input as the upstream gets it: every mark of a gateway taken off.
  public static func restored(_ input: JSONValue) -> JSONValue {
    guard let items = input.array else { return input }
    return .array(items.compactMap { ItemJSON.apply(.restore, to: $0) })
  }

  /// The input without any sealed reasoning.
  public static func stripped(_ input: JSONValue) -> JSONValue {
    var names = NameTable()
    let facts = facts(of: input) { names.intern($0) }
    return apply(facts.map { InputEdit.stripping($0) }, to: input)
  }

  /// The deployment id that the first marked element names, possibly empty, or nil.
  public static func origin(of input: JSONValue) -> String? {
    var names = NameTable()
    let facts = facts(of: input) { names.intern($0) }
    return ItemFacts.firstOrigin(of: facts).name.map { names[$0] }
  }
}
