import Foundation

extension DoorOperator {
  /// Writes down that doors are to be shut, before the first is.
  /// - Returns: those that were written down: not what the journal has a door of, nor where there
  ///   seems to be nothing to do.
  func plan(
    _ groups: [Group], _ measure: Door.Measure, until: Date?
  ) async throws(Fault) -> [Group.ID: Door] {
    let doors = groups.compactMap { group -> Door? in
      guard
        case .send(var door, _) = ShutPlan(group, measure, until: until, door: nil, at: now)
      else { return nil }
      door.status = .held
      return door
    }
    return Dictionary(
      try await journal.add(doors, at: now).map { ($0.group, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Shuts the door of a group.
  /// - Parameter planned: what was written down about it.
  func shut(
    _ group: Group, _ measure: Door.Measure, until: Date?, planned: Door?
  ) async -> SettledDoor {
    let settled = await atDoor(of: group.id, named: group.name) { () async throws(Fault) in
      while true {
        let door = try await self.door(of: group.id)
        if planned != nil, door == nil { throw .doorOpenedElsewhere }
        try await self.waitOutCalls(of: door)
        let seen = try await self.caller.group(group.id)
        switch ShutPlan(seen, measure, until: until, door: door, at: self.now) {
        case .unneeded(let reason, let changed):
          if let changed, try await self.journal.save(changed, at: self.now) == nil { continue }
          return SettledDoor(
            group: seen.id, groupName: seen.name, outcome: .unneeded(reason), now: seen)
        case .send(let shut, let changes):
          guard let mine = try await self.journal.save(shut, at: self.now) else { continue }
          return await self.shut(mine, seen, changes, before: door)
        }
      }
    }
    if case .failed(let fault) = settled.outcome, let planned {
      await callOff(planned, because: fault)
    }
    return settled
  }

  /// - Parameter old: what the journal had before.
  private func shut(
    _ door: Door, _ group: Group, _ changes: [GroupChange], before old: Door?
  ) async -> SettledDoor {
    var door = door
    let outcome: DoorOutcome
    let now: Group?
    switch await make(changes, of: group) {
    case .done(let group):
      door.status = .shut
      door.after = group.link ?? door.after
      (outcome, now) = (.done, group)
    case .failed(let fault, let group):
      door = door.unshut(old, link: group.link, because: fault)
      (outcome, now) = (.failed(fault), group)
    case .unconfirmed(let fault, _):
      door.status = .doubtful
      door.reason = fault.message
      (outcome, now) = (.failed(fault), nil)
    }
    await settle(door)
    return SettledDoor(group: group.id, groupName: group.name, outcome: outcome, now: now)
  }

  /// Writes down that a door is not to be shut any more, where nothing was sent.
  func callOff(_ planned: Door, because fault: Fault) async {
    guard let door = try? await journal.door(of: planned.group), door.id == planned.id,
      door.status == .held
    else { return }
    await settle(door.settled(.failed, reason: fault.message))
  }
}

extension Door {
  /// The door after a call to shut it has failed: what it was before that.
  fileprivate func unshut(_ old: Door?, link: JoinLink?, because fault: Fault) -> Door {
    guard let old, old.status != .held, let link, old.restoration(of: link) != link else {
      return settled(.failed, reason: fault.message)
    }
    var door = self
    (door.measure, door.before, door.after) = (old.measure, old.before, old.after)
    door.status = .shut
    door.reason = fault.message
    return door
  }
}
