import Foundation

/// A group whose join link was made to let nobody in unseen, for as long as a raid goes on. The
/// journal keeps what the link was before.
public struct Door: Identifiable, Hashable, Sendable {
  /// How a door is shut.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Only whom the owner follows may ask, and everybody waits for the owner.
    case approval
    /// The link leads nowhere.
    case disable
  }

  /// What can be said of a door that is not open again.
  public enum State: Hashable, Sendable {
    /// The service has shut it.
    case shut
    /// A living process is shutting or opening it.
    case underWay
    /// It was to be shut, and was interrupted before anything was sent.
    case unsent
    /// It was being shut or opened, and nobody saw what came of it.
    case unfinished
  }

  /// Numbers grow with time. 0 until it is written down.
  public internal(set) var id: Int64 = 0
  /// Whose door it is.
  public let group: Group.ID
  /// What the group was called then.
  public internal(set) var groupName: String
  /// How it was shut.
  public internal(set) var measure: Measure
  /// The link as opening makes it again.
  public internal(set) var before: JoinLink
  /// The link as shutting has left it.
  public internal(set) var after: JoinLink
  /// When it was shut first.
  public internal(set) var shutAt: Date
  /// When it opens by itself, where a process runs that sees to it; nil for not at all.
  public internal(set) var until: Date?
  /// Why the last attempt to shut or open it failed; nil where it did not.
  public internal(set) var reason: String?
  /// How far it has come, as the journal has it.
  var status: Status
  /// The process that is at it, or was last.
  var writer = ""
  /// That process is at it now, and lives.
  var isUnderWay = false
  /// When it was written down last.
  var changedAt: Date
  /// Another one with every change.
  var version = 0

  /// What can be said of it.
  public var state: State {
    if isUnderWay { return .underWay }
    return switch status {
    case .shut: .shut
    case .held: .unsent
    case .shutting, .opening, .doubtful, .opened, .failed: .unfinished
    }
  }

  /// Its time has come to be opened.
  public func isDue(at now: Date) -> Bool { until.map { $0 <= now } ?? false }
}

extension Door {
  /// How far a door has come.
  enum Status: String, Sendable {
    /// To be shut; nothing is sent.
    case held
    /// Being shut.
    case shutting
    case shut
    /// Being opened.
    case opening
    /// It was tried to shut or to open it, and nobody could see what came of it.
    case doubtful
    /// It is open again.
    case opened
    /// It was never shut.
    case failed

    /// A call may be on its way.
    var isInFlight: Bool { self == .shutting || self == .opening }

    /// Nothing is left to be done about it.
    var isSettled: Bool { self == .opened || self == .failed }
  }
}

extension Door {
  /// A door as it is described, for previews and tests of front ends.
  public init(
    id: Int64, group: Group.ID, groupName: String, measure: Measure, before: JoinLink,
    after: JoinLink, shutAt: Date, until: Date? = nil, state: State = .shut, reason: String? = nil
  ) {
    let status: Status =
      switch state {
      case .shut: .shut
      case .underWay: .shutting
      case .unsent: .held
      case .unfinished: .doubtful
      }
    self.init(
      id: id, group: group, groupName: groupName, measure: measure, before: before, after: after,
      shutAt: shutAt, until: until, reason: reason, status: status,
      isUnderWay: state == .underWay, changedAt: shutAt)
  }
}

/// What shutting and opening make of a link.
extension Door {
  /// What of a link can be set.
  public enum Part: Hashable, Sendable, CaseIterable {
    /// Whether people can use it.
    case enabled
    /// Whether they wait for the owner.
    case approval
    /// Who may use it.
    case rule
  }

  /// What opening makes of the link as it is now. What the door has changed, and nobody since, goes
  /// back to what it was; what somebody has set meanwhile stays.
  func restoration(of link: JoinLink) -> JoinLink {
    // Where nothing was sent there is nothing to undo; whoever made another link meant it to be so.
    guard status != .held, link.code == before.code else { return link }
    var restored = link
    func restore<Value: Equatable>(_ value: WritableKeyPath<JoinLink, Value>) {
      guard link[keyPath: value] == after[keyPath: value] else { return }
      restored[keyPath: value] = before[keyPath: value]
    }
    restore(\.enabled)
    restore(\.requireApproval)
    restore(\.rule)
    return restored
  }
}

extension Door.Measure {
  /// Why there is nothing to do to shut the door of a group as it was seen; nil where there is.
  public func reason(toLeave group: Group) -> DoorOutcome.Reason? {
    guard let link = group.link else { return .noLink }
    guard link.enabled else { return .linkDisabled }
    return applied(to: link) == link ? .approvalAlready : nil
  }

  /// The link with its door shut. One that is off is shut already.
  public func applied(to link: JoinLink) -> JoinLink {
    guard link.enabled else { return link }
    var link = link
    switch self {
    case .approval:
      link.requireApproval = true
      link.rule = .followedByOwner
    case .disable: link.enabled = false
    }
    return link
  }
}

extension JoinLink {
  /// What is set otherwise than in another link.
  func parts(unlike other: JoinLink) -> Set<Door.Part> {
    var parts: Set<Door.Part> = []
    if enabled != other.enabled { parts.insert(.enabled) }
    if requireApproval != other.requireApproval { parts.insert(.approval) }
    if rule != other.rule { parts.insert(.rule) }
    return parts
  }

  /// What makes this link into another one of the same code, in an order in which it is never on with
  /// other settings than those of the two.
  public func changes(to link: JoinLink) -> [GroupChange] {
    var changes: [GroupChange] = []
    if enabled, !link.enabled { changes.append(.disableLink) }
    if link.rule != rule || link.requireApproval != requireApproval {
      changes.append(
        .editLink(
          rule: link.rule == rule ? nil : link.rule,
          requireApproval: link.requireApproval == requireApproval ? nil : link.requireApproval))
    }
    if !enabled, link.enabled { changes.append(.enableLink) }
    return changes
  }
}

/// How shutting or opening a door ended.
public enum DoorOutcome: Hashable, Sendable {
  /// It is shut as it was to be; or the link is again exactly what it was before.
  case done
  /// There was nothing to do.
  case unneeded(Reason)
  /// It is open, but the link is not what it was before: somebody has changed it meanwhile.
  case changed(Difference)
  /// It is as it was, or it could not be confirmed; the fault says which, and what to do.
  case failed(Fault)

  /// Why there was nothing to do.
  public enum Reason: Hashable, Sendable {
    /// There is no link that anybody could use.
    case noLink
    /// The link was off.
    case linkDisabled
    /// Only whom the owner follows could ask, and everybody waited, without the door's doing.
    case approvalAlready
    /// The door was shut, at least so. How long for is as was said now.
    case shutAlready
    /// The door was not shut, or is open again.
    case notShut
    /// Its time has not come: somebody has put it off.
    case notDue
  }

  /// What is not as before.
  public enum Difference: Hashable, Sendable {
    /// The group has no link any more.
    case linkGone
    /// The group has another link, which was left as it is.
    case linkReplaced
    /// These stay as somebody has set them; the rest is as before.
    case kept(Set<Door.Part>)
  }
}

/// What came of shutting or opening the door of one group.
public struct SettledDoor: Hashable, Sendable {
  public let group: Group.ID
  /// What the group is called.
  public let groupName: String
  public let outcome: DoorOutcome
  /// The group as it is now; nil where it could not be seen.
  public let now: Group?

  /// A door that came to this end.
  public init(group: Group.ID, groupName: String, outcome: DoorOutcome, now: Group? = nil) {
    self.group = group
    self.groupName = groupName
    self.outcome = outcome
    self.now = now
  }
}
