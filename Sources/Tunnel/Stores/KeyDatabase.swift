import Primitives
import RoutingCore

/// Reads of keys under way: in the store, and in the database with those that wait for it.
struct KeyReads {
  /// One read; its slot is used again.
  struct Record: BitwiseCopyable {
    var generation: UInt32 = 0
    var replica = 0
    var read = KeyRead(key: KeyIndex(0), source: .store, request: nil)
    /// Whether the replica has its answer, or has given up.
    var isAnswered = false
  }

  private(set) var records: [Record] = []
  private var free: [Int] = []
  /// Reads that the database carries out, and those that wait for it, first come first served.
  var running: UInt32 = 0
  private var waiting: [Int] = []
  private var head = 0
  var service = ServiceState()

  mutating func open(_ read: KeyRead, _ replica: Int) -> Int {
    let slot: Int
    if let last = free.popLast() {
      slot = last
    } else {
      slot = records.count
      records.append(Record())
    }
    records[slot].generation &+= 1
    records[slot].replica = replica
    records[slot].read = read
    records[slot].isAnswered = false
    return slot
  }

  mutating func close(_ slot: Int) { free.append(slot) }

  mutating func answer(_ slot: Int) { records[slot].isAnswered = true }

  mutating func wait(_ slot: Int) { waiting.append(slot) }

  mutating func next() -> Int? {
    guard head < waiting.count else { return nil }
    head += 1
    let first = waiting[head - 1]
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      head = 0
    }
    return first
  }
}
