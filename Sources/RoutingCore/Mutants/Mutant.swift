#if MUTANTS
  /// A fault that is put into the router, to see whether a property notices.
  ///
  /// Only a build with `-D MUTANTS` has them: one integer is read at each site.
  public enum Mutant: Int32, CaseIterable, Sendable {
    /// Nobody looks for the origin of sealed items.
    case sealedStageDropped = 1
    /// Whoever cools stays a candidate.
    case cooldownStageDropped
    /// Whoever is paused stays a candidate.
    case blockedStageDropped
    /// Whoever was removed stays a candidate.
    case resolveStageDropped
    /// The tags of a request leave nobody out.
    case tagsStageDropped
    /// Order levels leave nobody out.
    case orderStageDropped
    /// A retry asks again who refused for good.
    case refusedStageDropped
    /// No input is too long for anybody.
    case preCallStageDropped
    /// The entry after the failed one cools in its place.
    case cooldownOfNeighbour
    /// No failure starts a cooldown.
    case cooldownNotSet
    /// A cooldown lasts for days.
    case cooldownNeverEnds
    /// A cooldown ends after half its length.
    case cooldownHalved
    /// The count of healthy members takes in who cools.
    case coolingCountedHealthy
    /// A request has one retry more than it should.
    case oneRetryTooMany
    /// A request has one retry fewer than it should.
    case oneRetryTooFew
    /// The wait that an answer asks for is not read by a cooldown.
    case retryAfterUnread
    /// Nobody remembers who refused for good.
    case refuserForgotten
    /// Fallbacks go one level deeper than allowed.
    case oneHopTooMany
    /// A fallback is called whether the key may or not.
    case fallbackUnauthorized
    /// A fallback target is called once more each time it is named.
    case fallbackRepeated
    /// A slot of `max_parallel_requests` never comes free.
    case slotKept
    /// A slot of `max_parallel_requests` stays taken after an error.
    case slotKeptOnError
    /// A slot of `max_parallel_requests` stays taken once the client left.
    case slotKeptOnLeave
    /// A deployment serves one call at once more than its limit.
    case oneSlotTooMany
    /// A slot that comes free wakes nobody.
    case waiterForgotten
    /// A deployment's limit of a minute lets one more through.
    case minuteLimitOffByOne
    /// A key's call at once is never given back.
    case callerSlotKept
    /// A key has one call at once more than its limit.
    case oneCallerTooMany
    /// A key's minute never ends.
    case callerWindowStays
    /// A key's limit of a minute lets one more through.
    case callerMinuteOffByOne
    /// A removed entry stays in its group.
    case removalIgnored
    /// Names are not worked out anew after a removal.
    case namesKeptOnRemoval
    /// Weights and levels are not looked at anew after a removal.
    case weightsKeptOnRemoval
    /// A pause has no effect.
    case pauseIgnored
    /// An entry stays paused for good.
    case pauseNeverEnds
    /// Only the first replica hears that a pause is over.
    case pauseEndsForOne
    /// An update leaves the old numbers in force.
    case updateForgotten
    /// A pin is written for the entry after the one that was picked.
    case pinForNeighbour
    /// A pin outlives a failure of its target.
    case failedPinKept
    /// An item counts as stripped and is sent as it was.
    case stripKeepsContent
    /// Markers stay on what is sent to an upstream.
    case markerSentUp
    /// Everybody is taken to open every sealed item.
    case everybodyOpens
    /// A fallback hop sends what its target cannot open.
    case hopNotStripped
    /// The first candidate takes every weighted pick.
    case firstTakesAll
    /// A candidate has the weight of the entry after it.
    case weightsOfNeighbour
    /// Picks among equals leave out the last one.
    case lastNeverPicked
    /// Who is picked among equals depends on how long ids are.
    case idsDecidePicks
    /// Who is picked among equals depends on how many entries there are.
    case entriesDecidePicks
    /// A weight counts as fifty at most.
    case weightsCapped
    /// A pick whose reasons are recorded draws once more.
    case recordingDraws
    /// A cooldown that a store tells of lasts for days.
    case storedCooldownNeverEnds
    /// Wrapped content is taken for content that nobody wrapped.
    case wrappingUnread
    /// Whoever may call the group of the first entry may call every name.
    case firstEntryOpensAll
    /// A reload of the cost map sends the first entry into a cooldown.
    case reloadCools
    /// A reload of the cost map leaves the names as they were.
    case reloadKeepsNames
    /// A reload of the cost map leaves the provider index as it was.
    case reloadKeepsIndex
    /// A key's team is not asked for its grant.
    case teamIgnored
    /// An access list that holds anything opens everything.
    case listOpensAll

    /// Whether this fault is in force.
    @inline(__always)
    public var isActive: Bool { activeMutant == rawValue }

    /// Its name as the command line has it: words with dashes between them.
    public var name: String {
      "\(self)".reduce(into: "") { name, letter in
        name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
      }
    }
  }

  /// The number of the fault in force; zero for none. Set once, before anything runs.
  nonisolated(unsafe) public var activeMutant: Int32 = 0

  extension Mutant {
    /// Whether the fault in force leaves out a stage.
    @inline(__always)
    static func drops(_ stage: Stage) -> Bool {
      switch stage {
      case .sealedItems: Mutant.sealedStageDropped.isActive
      case .cooldown: Mutant.cooldownStageDropped.isActive
      case .blocked: Mutant.blockedStageDropped.isActive
      case .resolve: Mutant.resolveStageDropped.isActive
      case .tags: Mutant.tagsStageDropped.isActive
      case .order: Mutant.orderStageDropped.isActive
      case .refused: Mutant.refusedStageDropped.isActive
      case .preCall: Mutant.preCallStageDropped.isActive
      default: false
      }
    }
  }
#endif
