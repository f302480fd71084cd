import Foundation

/// What is to be done to shut a door, given the group as it is now.
enum ShutPlan: Equatable {
  /// Nothing. The door that is given, where one is, is to be written down so.
  case unneeded(DoorOutcome.Reason, Door?)
  /// The door is to be written down, and the changes sent.
  case send(Door, [GroupChange])

  /// - Parameter door: what the journal has about the group.
  init(
    _ group: Group, _ measure: Door.Measure, until: Date?, door: Door?, at now: Date
  ) {
    guard let link = group.link else {
      self = .unneeded(.noLink, door?.over)
      return
    }
    let before = door?.restoration(of: link) ?? link
    let after = measure.applied(to: link)
    var shut =
      door
      ?? Door(
        group: group.id, groupName: group.name, measure: measure, before: before, after: after,
        shutAt: now, status: .held, changedAt: now)
    shut.until = until
    shut.before = before
    shut.after = after
    shut.reason = nil
    if after != link {
      if shut.status == .held { shut.shutAt = now }
      shut.groupName = group.name
      shut.measure = measure
      shut.status = .shutting
      self = .send(shut, link.changes(to: after))
    } else if before != link {
      shut.status = .shut
      self = .unneeded(.shutAlready, shut)
    } else {
      // Whatever was done to it before, nothing of that is left.
      self = .unneeded(measure.reason(toLeave: group) ?? .shutAlready, door?.over)
    }
  }
}

extension Door {
  /// The door when nothing is left of what was done to it.
  fileprivate var over: Door { settled(status == .held ? .failed : .opened) }

  /// The door with nothing left to be done about it.
  func settled(_ status: Status, reason: String? = nil) -> Door {
    var door = self
    door.status = status
    door.reason = reason
    return door
  }
}
