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
