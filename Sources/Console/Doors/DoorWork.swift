import Moderation

/// Doors that are being shut or opened by this console, together.
public struct DoorWork: Identifiable, Equatable, Sendable {
  /// What is done to them.
  public enum Intent: Sendable {
    case shut
    case open
  }

  /// Names the work in effects and answers.
  public typealias ID = Int

  public let id: ID
  public let intent: Intent
  /// The doors' groups, each once.
  public let groups: [Group.ID]
  /// What they are called.
  private let names: [Group.ID: String]
  /// What has come of them so far, in the order in which they settled.
  public private(set) var settled: [SettledDoor] = []

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

  /// Notes what has come of a door.
  mutating func settle(_ door: SettledDoor) {
    guard groups.contains(door.group), !settled.contains(where: { $0.group == door.group }) else {
      return
    }
    settled.append(door)
  }
}

/// A door that could not be shut or opened.
public struct DoorFailure: Hashable, Sendable {
  public let group: Group.ID
  public let groupName: String
  public let intent: DoorWork.Intent
  public let fault: Fault
}
