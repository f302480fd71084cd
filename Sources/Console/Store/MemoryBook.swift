import ATProto
import Foundation
import Moderation

/// What the journal remembers of people.
public struct MemoryBook: Equatable, Sendable {
  private var memories: [DID: Memory] = [:]
  /// The journal has been read: who is not in it has not been here before.
  public private(set) var isKnown = false

  public init() {}

  public subscript(member: DID) -> Memory? { memories[member] }

  mutating func replace(with memories: [DID: Memory]) {
    self.memories = memories
    isKnown = true
  }

  /// How many times somebody has asked to join, this request included; nil while nobody knows.
  public func asked(_ request: JoinRequest) -> Int? {
    guard isKnown else { return nil }
    return memories[request.person.did]?.asked(with: request) ?? 1
  }

  /// A decision was carried out.
  mutating func add(
    _ verdict: Decision.Verdict, _ request: JoinRequest, groupName: String, at now: Date
  ) {
    var memory = memories[request.person.did] ?? Memory()
    switch verdict {
    case .reject, .rejectAndBlock: memory.rejected += 1
    case .approve: memory.approved += 1
    case .remove: memory.removed += 1
    }
    memory.last = Memory.Past(
      verdict: verdict, at: now, requestedAt: request.requestedAt, groupName: groupName,
      handle: request.person.handle)
    memories[request.person.did] = memory
  }

  mutating func setNote(_ text: String, on member: DID) {
    memories[member, default: Memory()].note = text.isEmpty ? nil : text
  }
}
