/// A Python regular expression that matches in time linear in the text.
///
/// Literals, `.`, classes, groups, alternation, `* + ? {m,n}`, `\d \w \s`, `^ $ \A \Z`, ignoring
/// case; nothing else. It walks all ways to match at once, so no pattern makes it backtrack.
public struct RegularExpression: Sendable {
  /// One instruction of the compiled pattern.
  private enum Instruction: Sendable {
    case scalar(Unicode.Scalar)
    case any
    case scalarClass(Int)
    case start, end, veryEnd
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private var program: [Instruction] = []
  private var classes: [ScalarClass] = []
  private let ignoresCase: Bool

  /// The most instructions of one pattern.
  public static let instructionsMax = 20_000

  /// Compiles a pattern.
  public init(_ text: String, ignoringCase: Bool = false) throws(PatternProblem) {
    var parser = PatternParser(text)
    let node = try parser.parse()
    ignoresCase = ignoringCase || parser.ignoresCase
    try emit(node)
    program.append(.match)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternProblem) {
    guard program.count < Self.instructionsMax else { throw .tooLarge(Self.instructionsMax) }
    switch node {
    case .scalar(let scalar): program.append(.scalar(scalar))
    case .any: program.append(.any)
    case .scalarClass(let set):
      program.append(.scalarClass(classes.count))
      classes.append(set)
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .veryEnd: program.append(.veryEnd)
    case .sequence(let parts): for part in parts { try emit(part) }
    case .choice(let branches): try emit(branches: branches)
    case .repeated(let part, let least, let most): try emit(part, least, most)
    }
  }

  private mutating func emit(branches: [PatternNode]) throws(PatternProblem) {
    var jumps: [Int] = []
    for (place, branch) in branches.enumerated() {
      guard place + 1 < branches.count else {
        try emit(branch)
        break
      }
      let split = program.count
      program.append(.split(split + 1, 0))
      try emit(branch)
      jumps.append(program.count)
      program.append(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  private mutating func emit(
    _ part: PatternNode, _ least: Int, _ most: Int?
  ) throws(PatternProblem) {
    for _ in 0..<least { try emit(part) }
    guard let most else {
      let split = program.count
      program.append(.split(split + 1, 0))
      try emit(part)
      program.append(.jump(split))
      program[split] = .split(split + 1, program.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(program.count)
      program.append(.split(program.count + 1, 0))
      try emit(part)
    }
    for split in splits { program[split] = .split(split + 1, program.count) }
  }

  /// Whether the pattern matches from the text's start on (`re.match`).
  public func matchesPrefix(of text: String) -> Bool { run(text, anywhere: false) }

  /// Whether the pattern matches anywhere in the text (`re.search`).
  public func isFound(in text: String) -> Bool { run(text, anywhere: true) }

  private func run(_ text: String, anywhere: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var threads = Threads(count: program.count)
    var next = Threads(count: program.count)
    for place in 0...scalars.count {
      if place == 0 || anywhere { add(0, to: &threads, at: place, scalars) }
      if threads.hasMatched { return true }
      if threads.list.isEmpty && !anywhere { return false }
      guard place < scalars.count else { break }
      next.clear()
      for thread in threads.list where consumes(thread, scalars[place]) {
        add(thread + 1, to: &next, at: place + 1, scalars)
      }
      swap(&threads, &next)
    }
    return false
  }

  private func consumes(_ thread: Int, _ scalar: Unicode.Scalar) -> Bool {
    switch program[thread] {
    case .scalar(let wanted):
      return wanted == scalar
        || ignoresCase
          && ScalarClass.otherCases(of: wanted).contains { other in
            other == scalar || ScalarClass.otherCases(of: scalar).contains(other)
          }
    case .any: return scalar != "\n"
    case .scalarClass(let place):
      return classes[place].contains(scalar, ignoringCase: ignoresCase)
    case .start, .end, .veryEnd, .split, .jump, .match: return false
    }
  }

  /// The places in the program that are reached without reading a scalar.
  private struct Threads {
    var list: [Int] = []
    var hasMatched = false
    private var seen: [Bool]

    init(count: Int) { seen = Array(repeating: false, count: count) }

    mutating func clear() {
      for index in seen.indices { seen[index] = false }
      list.removeAll(keepingCapacity: true)
      hasMatched = false
    }

    mutating func enter(_ place: Int) -> Bool {
      if seen[place] { return false }
      seen[place] = true
      return true
    }
  }

  private func add(
    _ first: Int, to threads: inout Threads, at place: Int, _ scalars: [Unicode.Scalar]
  ) {
    var open = [first]
    while let instruction = open.popLast() {
      guard threads.enter(instruction) else { continue }
      switch program[instruction] {
      case .jump(let target): open.append(target)
      case .split(let left, let right):
        open.append(right)
        open.append(left)
      case .start: if place == 0 { open.append(instruction + 1) }
      case .end:
        let isBeforeFinalNewline = place + 1 == scalars.count && scalars[place] == "\n"
        if place == scalars.count || isBeforeFinalNewline { open.append(instruction + 1) }
      case .veryEnd: if place == scalars.count { open.append(instruction + 1) }
      case .match: threads.hasMatched = true
      case .scalar, .any, .scalarClass: threads.list.append(instruction)
      }
    }
  }
}
