/// The most attempts that a request can need: every group is tried once in each of its order
/// levels, each time on everybody who was not tried yet, with all retries, and once without what
/// was sealed.
public struct AttemptBound: Sendable {
  /// A group as far as it counts.
  public struct Group: Sendable {
    /// Its members.
    public var members: Int
    /// Its order levels.
    public var levels: Int

    /// Makes a group.
    public init(members: Int, levels: Int) {
      self.members = members
      self.levels = levels
    }
  }

  /// The most attempts.
  public let attemptsMax: Int

  /// Works out the bound; a weighted failover is a hop to every member.
  public init(groups: [Group], retries: Int, failsOverByWeight: Bool) {
    attemptsMax = groups.reduce(1) { sum, group in
      let hops = max(1, group.levels) + (failsOverByWeight ? group.members : 0)
      return sum + hops * (retries + 1 + group.members)
    }
  }
}
