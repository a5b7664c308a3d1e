/// Pieces of work of which so many are under way at once.
package enum Workers {
  /// What each piece came to, in the order of the pieces; tells of each that is done.
  package static func results<Piece: Sendable, Value: Sendable>(
    of pieces: [Piece], jobs: Int, done: @escaping @Sendable (Int) -> Void = { _ in },
    _ work: @escaping @Sendable (Piece) -> Value
  ) async -> [Value] {
    precondition(jobs > 0, "work without jobs is never done")
    return await withTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func addOne() {
        guard next < pieces.count else { return }
        let (place, piece) = (next, pieces[next])
        next += 1
        group.addTask { (place, work(piece)) }
      }
      for _ in 0..<min(jobs, pieces.count) { addOne() }
      var values: [Value?] = Array(repeating: nil, count: pieces.count)
      var finished = 0
      for await (place, value) in group {
        values[place] = value
        finished += 1
        done(finished)
        addOne()
      }
      return values.compactMap(\.self)
    }
  }
}
