import ATProto
import Foundation
import Moderation

/// The people waiting in one group, longest waiting first, as far as they are known.
public struct RequestList: Equatable, Sendable {
  public private(set) var rows: [JoinRequest] = []
  /// When each row asked: the sort key, by which a row is found without a search through all.
  private var askedAt: [DID: Date] = [:]
  /// Why the last decision on a row failed.
  public private(set) var failures: [DID: DecisionFailure] = [:]
  /// The rows of people who do not wait any more, and are about to go.
  public private(set) var departures: [DID: Departure] = [:]
  /// Those who have come since the owner last looked.
  public private(set) var fresh: Set<DID> = []
  var reading = Reading()
  /// When it was last read to its end, by this console or by an earlier one.
  var readAt: Date?
  /// It is to be read again as soon as no other list is being read.
  var isOutdated = false

  public init() {}

  /// A list as an earlier console has left it: to be read again.
  init(_ seen: Snapshot.List) {
    merge(seen.requests)
    readAt = seen.readAt
    isOutdated = true
  }

  /// When the list was this, where it is an earlier console that says so.
  public var asOf: Date? { reading.isComplete ? nil : readAt }

  /// The rows of people who still wait, no more than a number of them.
  func stillWaiting(atMost limit: Int) -> [JoinRequest] {
    departures.isEmpty
      ? Array(rows.prefix(limit))
      : Array(rows.lazy.filter { departures[$0.person.did] == nil }.prefix(limit))
  }

  func isWaiting(_ member: DID) -> Bool { askedAt[member] != nil && departures[member] == nil }

  /// How many wait: all rows but those that are about to go.
  public var waiting: Int { rows.count - departures.count }

  public subscript(member: DID) -> JoinRequest? { index(of: member).map { rows[$0] } }

  // MARK: Changing rows

  /// Takes rows that are new or newer.
  /// - Returns: whether anything is different now.
  @discardableResult
  mutating func merge(_ page: [JoinRequest]) -> Bool {
    var isChanged = false
    var added: [JoinRequest] = []
    for request in page {
      let member = request.person.did
      let key = request.seniority.since
      if departures.removeValue(forKey: member) != nil { isChanged = true }
      if let known = askedAt[member], let index = index(of: member, askedAt: known) {
        guard known != key else {
          if rows[index].take(request) { isChanged = true }
          continue
        }
        var row = rows.remove(at: index)
        _ = row.take(request)
        askedAt[member] = key
        added.append(row)
        continue
      }
      askedAt[member] = key
      added.append(request)
    }
    insert(added.sorted { $0.seniority < $1.seniority })
    return isChanged || !added.isEmpty
  }

  /// Takes rows out.
  /// - Returns: the requests that were there, longest waiting first.
  @discardableResult
  mutating func remove(_ members: Set<DID>) -> [JoinRequest] {
    var removed: [JoinRequest] = []
    if members.count == 1 {
      guard let only = members.first, let index = index(of: only) else { return [] }
      removed = [rows.remove(at: index)]
    } else {
      removed = rows.filter { members.contains($0.person.did) }
      rows.removeAll { members.contains($0.person.did) }
    }
    for member in members {
      askedAt[member] = nil
      failures[member] = nil
      departures[member] = nil
      fresh.remove(member)
    }
    return removed
  }

  /// Puts rows back where they were, with the reason if their decision failed.
  mutating func restore(_ requests: [JoinRequest], failure: DecisionFailure? = nil) {
    merge(requests)
    for request in requests { failures[request.person.did] = failure }
  }

  /// Somebody who is on the list does not wait any more. What ended just as was decided here without
  /// an answer was ended by that decision.
  /// - Returns: false where they are not on it, or are about to go already.
  mutating func depart(_ member: DID, _ departure: Departure) -> Bool {
    guard departures[member] == nil, askedAt[member] != nil else { return false }
    departures[member] =
      failures[member]?.isProven(by: departure.cause) ?? false
      ? Departure(cause: .carriedOut, at: departure.at) : departure
    failures[member] = nil
    fresh.remove(member)
    return true
  }

  /// Everybody who is not in a set has left.
  /// - Returns: whether anybody has.
  mutating func departAll(except members: Set<DID>, at now: Date) -> Bool {
    var isChanged = false
    for member in rows.lazy.map(\.person.did) where !members.contains(member) {
      if depart(member, Departure(cause: .unknown, at: now)) { isChanged = true }
    }
    return isChanged
  }

  /// Takes over what a profile says of somebody on the list.
  /// - Returns: whether anything is different now.
  mutating func update(from profile: Profile) -> Bool {
    update(profile.did) { $0.update(from: profile) }
  }

  /// Takes over what is told anew of somebody on the list, who waits since when they did.
  /// - Returns: whether anything is different now.
  mutating func update(from person: Person) -> Bool {
    update(person.did) { $0.update(from: person) }
  }

  private mutating func update(_ member: DID, _ change: (inout Person) -> Void) -> Bool {
    guard let index = index(of: member) else { return false }
    var request = rows[index]
    change(&request.person)
    return rows[index].take(request)
  }

  /// The service counts so many that the owner has not looked at; they are the ones that came last.
  mutating func markFresh(last count: Int) {
    fresh.formUnion(rows.suffix(count).lazy.map(\.person.did))
  }

  mutating func markFresh(_ member: DID) {
    if askedAt[member] != nil { fresh.insert(member) }
  }

  /// The owner has looked.
  mutating func clearFresh() { fresh = [] }

  /// Inserts rows that are in order themselves. A page comes from one end of the list as a rule, so
  /// thousands of rows are moved as one block instead of being sorted again.
  private mutating func insert(_ added: [JoinRequest]) {
    var end = added.endIndex
    var limit = rows.endIndex
    while end > added.startIndex {
      // The last of those left, and all before it that go to the same gap between two rows.
      let last = added[end - 1]
      let gap = place(notBefore: last.seniority, below: limit)
      var start = end - 1
      while start > added.startIndex,
        gap == 0 || rows[gap - 1].seniority < added[start - 1].seniority
      {
        start -= 1
      }
      rows.insert(contentsOf: added[start..<end], at: gap)
      end = start
      limit = gap
    }
  }

  private func index(of member: DID) -> Int? {
    askedAt[member].flatMap { index(of: member, askedAt: $0) }
  }

  private func index(of member: DID, askedAt date: Date) -> Int? {
    let index = place(notBefore: Seniority(since: date, member), below: rows.endIndex)
    return rows.indices.contains(index) && rows[index].person.did == member ? index : nil
  }

  /// Binary search for the place of a sort key among the rows before `limit`.
  private func place(notBefore key: Seniority, below limit: Int) -> Int {
    var low = 0
    var high = limit
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].seniority < key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension JoinRequest {
  /// Takes what is told anew about the same request. What is not told is as it was.
  /// - Returns: whether anything but the time is different now.
  fileprivate mutating func take(_ new: JoinRequest) -> Bool {
    var before = self
    requestedAt = new.requestedAt
    person.update(from: new.person)
    before.person.readAt = person.readAt
    return self != before
  }
}

/// A decision that failed: what was wanted, and why it did not come to it.
public struct DecisionFailure: Hashable, Sendable {
  public let verdict: Decision.Verdict
  public let fault: Fault
}

extension DecisionFailure {
  /// Whether a request that ended so shows that a decision without a known end was carried out.
  func isProven(by cause: Departure.Cause) -> Bool {
    guard fault.kind == .unconfirmed else { return false }
    return switch (verdict, cause) {
    case (.reject, .rejectedElsewhere), (.rejectAndBlock, .rejectedElsewhere),
      (.approve, .approvedElsewhere):
      true
    case (.reject, _), (.rejectAndBlock, _), (.approve, _), (.remove, _): false
    }
  }
}

/// Why somebody does not wait any more although the owner has decided nothing here. The row stays,
/// greyed, for a moment, so that nobody vanishes unexplained.
public struct Departure: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case withdrawn
    case approvedElsewhere
    case rejectedElsewhere
    /// A decision that could not be confirmed has been carried out.
    case carriedOut
    /// Not on the list any more; the service did not say why.
    case unknown
  }

  public let cause: Cause
  public let at: Date
}

extension Departure.Cause {
  var text: String {
    switch self {
    case .withdrawn: "withdrawn"
    case .approvedElsewhere: "approved elsewhere"
    case .rejectedElsewhere: "rejected elsewhere"
    case .carriedOut: "carried out after all"
    case .unknown: "handled elsewhere"
    }
  }

  /// Why nothing can be decided any more.
  func sentence(_ handle: String) -> String {
    switch self {
    case .withdrawn: "\(handle) has taken the request back."
    case .approvedElsewhere: "\(handle) has been approved on another device."
    case .rejectedElsewhere: "\(handle) has been rejected on another device."
    case .carriedOut: "The decision on \(handle) has been carried out after all."
    case .unknown: "\(handle) is not waiting any more: withdrawn, or handled elsewhere."
    }
  }
}
