import ATProto
import Foundation
import Moderation

/// Who the people are, wherever they turn up.
struct People: Equatable, Sendable {
  var profiles = ProfileCache()
  var bursts = BurstIndex()
  var personHistories = PersonHistories()
  /// Whose labels count; nil until that is known.
  var labelers: Labelers?

  /// The request, with what a profile that is known says better.
  func completed(_ request: JoinRequest) -> JoinRequest {
    guard let profile = profiles[request.person.did] else { return request }
    var request = request
    request.person.update(from: profile)
    return request
  }

  func completed(_ member: GroupMember) -> GroupMember {
    guard let profile = profiles[member.person.did] else { return member }
    var member = member
    member.person.update(from: profile)
    return member
  }
}

/// The profiles that have been fetched, and those that are on their way.
struct ProfileCache: Equatable, Sendable {
  /// Calls under way at a time: enough to follow somebody who scrolls, and no burst.
  static let callLimit = 2
  /// A profile older than this is asked for again when it is on the screen.
  private static let lifetime: TimeInterval = 15 * 60
  /// After a call that failed none is made for a while.
  private static let rest: TimeInterval = 30

  private var known: [DID: Profile] = [:]
  /// Nobody has such an account (any more), as of the date.
  private var missing: [DID: Date] = [:]
  private(set) var underWay: [[DID]] = []
  /// There may be people in scope of whom nothing is known, so that it is worth looking for them.
  var mayLackSome = true
  private var lastFailure: LastFailure?

  /// Why the last call did not bring all that it was for, and until when none is made.
  private struct LastFailure: Equatable {
    let fault: Fault
    let until: Date
  }

  var isEmpty: Bool { known.isEmpty }

  subscript(member: DID) -> Profile? { known[member] }

  var fault: Fault? { lastFailure?.fault }

  /// The person's profile, where it need not be asked for again yet.
  func recent(_ member: DID, at now: Date) -> Profile? {
    known[member].flatMap { isRecent($0.readAt, at: now) ? $0 : nil }
  }

  /// Takes what an earlier console has left, without what is old.
  mutating func remember(_ profiles: [Profile], at now: Date) {
    for profile in profiles where isRecent(profile.readAt, at: now) && known[profile.did] == nil {
      known[profile.did] = profile
    }
  }

  func mayAsk(at now: Date) -> Bool {
    underWay.count < Self.callLimit && (lastFailure.map { $0.until <= now } ?? true)
  }

  /// Nothing is known of the person and nobody is asking, or what is known is old.
  func isWanted(_ member: DID, at now: Date) -> Bool {
    let readAt = known[member]?.readAt ?? missing[member]
    if let readAt, now.timeIntervalSince(readAt) < Self.lifetime { return false }
    return !underWay.contains { $0.contains(member) }
  }

  mutating func ask(_ members: [DID]) { underWay.append(members) }

  /// - Parameter unreadable: how many more were answered that could not be read.
  mutating func take(
    _ profiles: [Profile], askedFor members: [DID], unreadable: Int = 0, at now: Date
  ) {
    end(members)
    lastFailure =
      unreadable > 0 ? LastFailure(fault: .unreadable(unreadable, "profile"), until: now) : nil
    for profile in profiles {
      if let known = known[profile.did], known.readAt > profile.readAt { continue }
      known[profile.did] = profile
    }
    for member in members where known[member].map({ $0.readAt < now - Self.lifetime }) ?? true {
      missing[member] = now
    }
  }

  mutating func fail(_ members: [DID], _ fault: Fault, at now: Date) {
    end(members)
    lastFailure = LastFailure(fault: fault, until: max(now + Self.rest, fault.retryAt ?? now))
  }

  /// A date to come is one that a clock set back has left: nobody knows how old it is.
  private func isRecent(_ date: Date, at now: Date) -> Bool {
    (0..<Self.lifetime).contains(now.timeIntervalSince(date))
  }

  private mutating func end(_ members: [DID]) {
    if let index = underWay.firstIndex(of: members) { underWay.remove(at: index) }
  }
}

/// The bursts among the people waiting, as of the last look.
struct BurstIndex: Equatable, Sendable {
  private(set) var bursts: [Burst] = []
  private var indices: [JoinRequest.ID: Int] = [:]
  /// People have come since the last look began.
  var isStale = false
  var isLooking = false

  /// The burst that a request belongs to, with a letter to tell it from the others.
  func burst(of id: JoinRequest.ID) -> (burst: Burst, name: String)? {
    indices[id].map { (bursts[$0], Self.name($0)) }
  }

  mutating func replace(with found: [Burst]) {
    isLooking = false
    bursts = found
    indices = [:]
    for (index, burst) in found.enumerated() {
      for member in burst.members { indices[member] = index }
    }
  }

  private static func name(_ index: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : "\(letter)\(index / 26 + 1)"
  }
}

/// What the journal remembers of people.
struct PersonHistories: Equatable, Sendable {
  private var personHistories: [DID: PersonHistory] = [:]
  /// The journal has been read: who is not in it has not been here before.
  private(set) var isKnown = false

  subscript(member: DID) -> PersonHistory? { personHistories[member] }

  mutating func replace(with personHistories: [DID: PersonHistory]) {
    self.personHistories = personHistories
    isKnown = true
  }

  /// How many times somebody has asked to join, the last time included; nil while nobody knows.
  func asked(_ member: DID, requestedAt: Date?) -> Int? {
    guard isKnown else { return nil }
    return personHistories[member]?.asked(requestedAt: requestedAt) ?? 1
  }

  mutating func add(
    _ verdict: Decision.Verdict, _ subject: Decision.Subject, groupName: String, at now: Date
  ) {
    var history = personHistories[subject.person.did] ?? PersonHistory()
    switch verdict {
    case .reject, .rejectAndBlock: history.rejected += 1
    case .approve: history.approved += 1
    case .remove: history.removed += 1
    }
    history.last = PersonHistory.Past(
      verdict: verdict, at: now, requestedAt: subject.requestedAt, groupName: groupName,
      handle: subject.person.handle)
    personHistories[subject.person.did] = history
  }

  mutating func setNote(_ text: String, on member: DID) {
    personHistories[member, default: PersonHistory()].note = text.isEmpty ? nil : text
  }
}
