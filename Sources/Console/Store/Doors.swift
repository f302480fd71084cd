import Foundation
import Moderation

/// The doors that are shut, and what is being done about them.
public struct Doors: Equatable, Sendable {
  /// As the journal has them, the oldest first.
  public internal(set) var items: [Door] = []
  /// What this console is doing.
  public internal(set) var work: DoorWork?
  /// What could not be done when it was tried last, to be tried again.
  public internal(set) var failures: [DoorFailure] = []
  /// The doors that could not be shut or opened while the console was closing.
  public var lost: [DoorFailure] = []
  /// How fast people come.
  var raids = RaidWatch()
  /// When the console was opened.
  let startedAt: Date
  /// When the console looks for doors whose time has come; nil where it waits for none.
  var alarm: Date?

  init(startedAt: Date) { self.startedAt = startedAt }

  public subscript(group: Group.ID) -> Door? { items.first { $0.group == group } }

  /// How many of those that are being shut or opened have not settled.
  var unsettled: Int { work.map { $0.groups.count - $0.settled.count } ?? 0 }

  /// Those that are shut, as far as is known.
  var shut: [Door] { items.filter { $0.state == .shut } }
}
