import ATProto
import Moderation

/// How far a list of people is known: the service is asked for it page by page, and once more
/// whenever it may have changed.
struct Reading: Equatable, Sendable {
  /// A reading under way. What happens meanwhile is newer than the pages that were asked for before.
  struct Load: Equatable, Sendable {
    let number: Int
    /// Who is on the list so far. Rows that are not among them when it ends are gone.
    private(set) var seen: Set<DID> = []
    /// Who has left it meanwhile: a page read before that may still name them.
    private(set) var gone: Set<DID> = []
    var unreadable = 0
    /// Something has changed meanwhile, so the list is read once more afterwards.
    fileprivate(set) var again = false

    /// A page names somebody.
    /// - Returns: whether they are new, and have not left meanwhile. Where somebody comes or goes, two
    ///   pages may have the same person.
    @discardableResult
    mutating func take(_ member: DID) -> Bool {
      seen.insert(member).inserted && !gone.contains(member)
    }

    /// Somebody is on the list now, whatever the pages say.
    mutating func add(_ member: DID) {
      seen.insert(member)
      gone.remove(member)
    }

    /// Somebody is not on the list any more, whatever the pages say.
    mutating func remove(_ member: DID) {
      seen.remove(member)
      gone.insert(member)
    }
  }

  var load: Load?
  /// Why the last reading broke off.
  private(set) var fault: Fault?
  /// The list has been read to its end at least once.
  private(set) var isComplete = false
  /// How many entries could not be read when it was last read to its end.
  private(set) var unreadable = 0

  /// Nobody has asked for the list yet.
  var isUnknown: Bool { load == nil && fault == nil && !isComplete }

  mutating func start(_ number: Int) {
    load = Load(number: number)
    fault = nil
  }

  /// Has the list read once more after the reading under way.
  /// - Returns: whether there is one.
  mutating func startAgain() -> Bool {
    load?.again = true
    return load != nil
  }

  /// The reading under way has ended; with a fault when it broke off.
  /// - Returns: what it has found, where it has come to the end of the list.
  mutating func end(_ fault: Fault?) -> Load? {
    defer { load = nil }
    self.fault = fault
    guard fault == nil, let load else { return nil }
    isComplete = true
    unreadable = load.unreadable
    return load
  }
}
