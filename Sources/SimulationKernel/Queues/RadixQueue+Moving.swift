import Primitives

/// How events move between the buckets and the run.
extension RadixQueue {
  /// Fills the empty run with the nearest events, if the first is not after a time.
  ///
  /// Only then: `last` moves up to that event, and must not pass the clock for long.
  @usableFromInline
  mutating func refill(notAfter nanoseconds: UInt64) -> Bool {
    if places == 0 { return false }
    var index = lowestBucket
    if buckets[index].earliest > nanoseconds { return false }
    run.reset()
    while true {
      if run.count + buckets[index].events.count <= Self.runStart {
        moveToRun(bucket: index)
      } else if run.isEmpty {
        spread(bucket: index)
      } else {
        break
      }
      if places == 0 { break }
      index = lowestBucket
    }
    run.sort()
    return true
  }

  /// Moves all events of the lowest bucket in use to the run.
  private mutating func moveToRun(bucket index: Int) {
    for event in drain(bucket: index) { run.append(event) }
    // The last instant of the bucket: all places below its own are as high as can be.
    let shift = UInt64(index / 16 * 4)
    let below: UInt64 = 1 &<< shift &- 1
    runMax = last & ~(15 &<< shift) | UInt64(index % 16) &<< shift | below
  }

  /// Spreads the lowest bucket in use over those below it; its first instant goes to the run.
  private mutating func spread(bucket index: Int) {
    last = buckets[index].earliest
    runMax = last
    for event in drain(bucket: index) {
      if event.at.nanoseconds == last {
        run.append(event)
      } else {
        pushFar(event)
      }
    }
  }

  /// Marks a bucket as empty and gives the events that were in it.
  ///
  /// They stay valid as long as nothing is put into that bucket.
  private mutating func drain(bucket index: Int) -> UnsafeMutableBufferPointer<Event> {
    let buffer = buckets[index].events
    buckets[index].events.count = 0
    buckets[index].earliest = .max
    markEmpty(bucket: index)
    return UnsafeMutableBufferPointer(start: buffer.base, count: buffer.count)
  }

  /// Places an event that is due in a run that is full.
  @usableFromInline
  mutating func insertIntoFullRun(_ event: Event) {
    let first = run.events[run.head].at
    let final = run.events[run.tail - 1]
    if first != final.at {
      spill()
      push(event)
    } else if event.at > first {
      lowerRunMax(to: first.nanoseconds)
      pushFar(event)
    } else if final.precedes(event) {
      run.append(event)
    } else if event.precedes(run.events[run.head + Self.runLimit - 1]) {
      run.insertFromFront(event)
    } else {
      // In the middle of very many events of one instant: only classes out of turn come here.
      late.push(event)
    }
  }

  /// Puts the far part of the run back into the buckets, cutting between two instants.
  private mutating func spill() {
    let events = run.events
    var cut = run.head + Self.runStart
    while cut < run.tail && events[cut].at == events[cut - 1].at { cut += 1 }
    if cut == run.tail {
      cut = run.head + Self.runStart
      while events[cut].at == events[cut - 1].at { cut -= 1 }
    }
    for position in cut..<run.tail { pushFar(events[position]) }
    run.tail = cut
    lowerRunMax(to: events[cut].at.nanoseconds - 1)
  }

  /// Ends the run's stretch of time earlier, also for what is in the late heap.
  private mutating func lowerRunMax(to nanoseconds: UInt64) {
    runMax = nanoseconds
    let waiting = late.count
    if waiting == 0 { return }
    var kept = 0
    for index in 0..<waiting {
      let event = late.buffer.events[index]
      if event.at.nanoseconds > nanoseconds {
        pushFar(event)
      } else {
        late.buffer.events[kept] = event
        kept += 1
      }
    }
    late.buffer.count = kept
    late.restoreOrder()
  }

  /// Corrects what is known of a bucket after events were removed from it.
  @usableFromInline
  mutating func recount(bucket index: Int) {
    let buffer = buckets[index].events
    var earliest = UInt64.max
    for position in 0..<buffer.count {
      earliest = min(earliest, buffer.events[position].at.nanoseconds)
    }
    buckets[index].earliest = earliest
    if buffer.count == 0 { markEmpty(bucket: index) }
  }

  private mutating func markEmpty(bucket index: Int) {
    let place = index / 16
    values[place] &= ~(1 &<< UInt16(index % 16))
    if values[place] == 0 { places &= ~(1 &<< UInt16(place)) }
  }

  /// Removes everything and frees the memory.
  @usableFromInline
  mutating func removeAll() {
    for index in 0..<Self.bucketCount {
      buckets[index].events.free()
      buckets[index].earliest = .max
    }
    values.update(repeating: 0, count: 16)
    places = 0
    run.removeAll()
    late.removeAll()
  }

  /// Stops if anything that must hold between calls does not; for tests.
  func checkInvariants() {
    precondition(last <= runMax, "the run ends before it begins")
    for position in run.head..<run.tail {
      let event = run.events[position]
      precondition(event.at.nanoseconds <= runMax, "an event of the run belongs to a bucket")
      precondition(event.at.nanoseconds >= last, "an event of the run belongs to the late heap")
      if position > run.head {
        precondition(run.events[position - 1].precedes(event), "the run is out of order")
      }
    }
    for position in 0..<late.count {
      let event = late.buffer.events[position]
      precondition(event.at.nanoseconds <= runMax, "a late event belongs to a bucket")
    }
    for index in 0..<Self.bucketCount {
      let bucket = buckets[index]
      var earliest = UInt64.max
      for position in 0..<bucket.events.count {
        let time = bucket.events.events[position].at.nanoseconds
        precondition(time > runMax, "an event of a bucket belongs to the run")
        let place = (63 - (time ^ last).leadingZeroBitCount) / 4
        let value = Int(time >> UInt64(4 * place) & 15)
        precondition(place * 16 + value == index, "an event stands in a wrong bucket")
        earliest = min(earliest, time)
      }
      precondition(bucket.earliest == earliest, "a bucket's earliest time is wrong")
      let isMarked = values[index / 16] >> UInt16(index % 16) & 1 == 1
      precondition(isMarked == (bucket.events.count > 0), "a bucket's mark is wrong")
      let isPlaceMarked = places >> UInt16(index / 16) & 1 == 1
      precondition(isPlaceMarked == (values[index / 16] != 0), "a place's mark is wrong")
    }
  }
}
