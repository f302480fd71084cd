import ATProto
import Foundation
import Moderation

/// Who has asked to join one group lately, whatever has become of them since.
struct Arrivals: Equatable {
  private struct Arrival: Equatable {
    let member: DID
    let date: Date
  }

  /// Oldest first.
  private var arrivals: [Arrival] = []
  private var dates: [DID: Date] = [:]

  /// How many people.
  var count: Int { arrivals.count }

  var members: Set<DID> { Set(dates.keys) }

  /// Takes people from a list, which knows best when each of them asked.
  /// - Parameter start: who asked before does not count.
  mutating func take(_ requests: [JoinRequest], since start: Date) {
    var added: [Arrival] = []
    var outdated: Set<DID> = []
    for request in requests {
      let member = request.person.did
      guard let date = request.requestedAt, date != dates[member] else { continue }
      if dates.removeValue(forKey: member) != nil { outdated.insert(member) }
      guard date >= start else { continue }
      dates[member] = date
      added.append(Arrival(member: member, date: date))
    }
    if !outdated.isEmpty { arrivals.removeAll { outdated.contains($0.member) } }
    guard !added.isEmpty else { return }
    arrivals = (arrivals + added).sorted { $0.date < $1.date }
  }

  /// Takes somebody of whom it is only known that they have asked since a date.
  mutating func take(_ member: DID, since date: Date) {
    guard dates[member] == nil else { return }
    dates[member] = date
    let index = arrivals.lastIndex { $0.date <= date }.map { $0 + 1 } ?? 0
    arrivals.insert(Arrival(member: member, date: date), at: index)
  }

  mutating func forget(before start: Date) {
    let old = arrivals.prefix { $0.date < start }
    guard !old.isEmpty else { return }
    for arrival in old { dates[arrival.member] = nil }
    arrivals.removeFirst(old.count)
  }
}
