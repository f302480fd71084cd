import Moderation
import Words

/// Doors that are being shut or opened by this console, together.
struct DoorWork: Identifiable, Equatable, Sendable {
  enum Intent: Sendable {
    case shut
    case open
  }

  /// Names the work in effects and answers.
  typealias ID = Int

  let id: ID
  let intent: Intent
  /// The doors' groups, each once.
  let groups: [Group.ID]
  private let names: [Group.ID: String]
  /// What has come of them so far, in the order in which they settled.
  private(set) var settled: [SettledDoor] = []

  init(id: ID, _ intent: Intent, _ groups: [Group.ID], names: [Group.ID: String]) {
    self.id = id
    self.intent = intent
    self.groups = groups
    self.names = names
  }

  var isComplete: Bool { settled.count == groups.count }

  /// Those that are as they were, and why.
  var failures: [DoorFailure] {
    settled.compactMap { door in
      guard case .failed(let fault) = door.outcome else { return nil }
      return DoorFailure(
        group: door.group, groupName: door.groupName, intent: intent, fault: fault)
    }
  }

  /// Those that nothing has come of yet, when the console can't wait for it.
  func unsettled(because fault: Fault) -> [DoorFailure] {
    let known = Set(settled.map(\.group))
    return groups.filter { !known.contains($0) }.map { group in
      DoorFailure(group: group, groupName: names[group] ?? group, intent: intent, fault: fault)
    }
  }

  mutating func settle(_ door: SettledDoor) {
    guard groups.contains(door.group), !settled.contains(where: { $0.group == door.group }) else {
      return
    }
    settled.append(door)
  }
}

/// A door that could not be shut or opened.
struct DoorFailure: Hashable, Sendable {
  let group: Group.ID
  let groupName: String
  let intent: DoorWork.Intent
  let fault: Fault
}

extension DoorWork.Intent {
  /// `Shutting`
  var doing: String { self == .shut ? "Shutting" : "Opening" }

  var imperative: String { self == .shut ? "Shut" : "Open" }

  var participle: String { self == .shut ? "shut" : "open" }
}

extension DoorWork {
  var outcome: Message {
    let failures = failures
    let condition: Message.Condition =
      failures.isEmpty
      ? .unchanged(settled.compactMap(\.now), .link) : .doorsFailed(failures.map(\.group))
    guard groups.count > 1 else { return settled[0].message(intent, while: condition) }
    let count = failures.isEmpty ? "All" : "\(groups.count - failures.count) of"
    var parts = ["\(count) \(groups.count) doors are \(intent.participle)."]
    let changed = settled.filter { if case .changed = $0.outcome { true } else { false } }
    if !changed.isEmpty {
      parts.append("Not as it was before: \(changed.map(\.groupName).joined(separator: ", ")).")
    }
    if let first = failures.first {
      parts.append("\(failures.count) failed. \(first.fault.message) \(first.fault.cure)")
    }
    let tone: Message.Tone = failures.isEmpty ? changed.isEmpty ? .success : .warning : .error
    return Message(parts.joined(separator: " "), tone, while: condition)
  }
}

extension SettledDoor {
  fileprivate func message(
    _ intent: DoorWork.Intent, while condition: Message.Condition
  ) -> Message {
    switch outcome {
    case .done:
      let link = now?.link.map { " The link is \($0.settingsText)." } ?? ""
      return Message(
        "The door of \(groupName) is \(intent.participle).\(link)", .success, while: condition)
    case .unneeded(let reason):
      return Message("\(groupName): \(reason.sentence)", while: condition)
    case .changed(let difference):
      return Message(
        "The door of \(groupName) is open. \(difference.sentence)", .warning, while: condition)
    case .failed(let fault):
      return Message(
        fault, .error, after: "The door of \(groupName) is not \(intent.participle).",
        while: condition)
    }
  }
}
