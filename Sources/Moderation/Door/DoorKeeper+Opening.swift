import Foundation

extension DoorOperator {
  /// Opens a door: makes the link what it was before.
  /// - Parameter onlyIfDue: leaves it shut where its time has not come, which another process may
  ///   have put off.
  func open(_ door: Door, onlyIfDue: Bool) async -> SettledDoor {
    await atDoor(of: door.group, named: door.groupName) { () async throws(Fault) in
      while true {
        guard let shut = try await self.door(of: door.group) else {
          return door.ended(.unneeded(.notShut))
        }
        if onlyIfDue, !shut.isDue(at: self.now) { return door.ended(.unneeded(.notDue)) }
        guard shut.status != .held else {
          let isSaved = try await self.journal.save(shut.settled(.failed), at: self.now) != nil
          if isSaved { return door.ended(.unneeded(.notShut)) } else { continue }
        }
        var mine = shut
        mine.status = .opening
        guard let mine = try await self.journal.save(mine, at: self.now) else { continue }
        return await self.restore(mine, from: shut)
      }
    }
  }

  /// - Parameter old: the door before this process was at it.
  private func restore(_ door: Door, from old: Door) async -> SettledDoor {
    let group: Group
    do throws(Fault) {
      try await waitOutCalls(of: old)
      group = try await caller.group(door.group)
    } catch {
      await settle(door.unopened(old, because: error))
      return door.ended(.failed(error))
    }
    guard let link = group.link else {
      await settle(door.settled(.opened))
      return door.ended(.changed(.linkGone), group)
    }
    switch await make(link.changes(to: door.restoration(of: link)), of: group) {
    case .done(let now):
      await settle(door.settled(.opened))
      return door.ended(now.link.map(door.outcome) ?? .changed(.linkGone), now)
    case .failed(let fault, let now):
      await settle(door.unopened(old, because: fault))
      return door.ended(.failed(fault), now)
    case .unconfirmed(let fault, _):
      await settle(door.unopened(old, because: fault))
      return door.ended(.failed(fault))
    }
  }
}

extension Door {
  /// What is said of the door when its link is like this again.
  fileprivate func outcome(_ link: JoinLink) -> DoorOutcome {
    if link.code != before.code { return .changed(.linkReplaced) }
    let parts = link.parts(unlike: before)
    return parts.isEmpty ? .done : .changed(.kept(parts))
  }

  fileprivate func ended(_ outcome: DoorOutcome, _ now: Group? = nil) -> SettledDoor {
    SettledDoor(group: group, groupName: now?.name ?? groupName, outcome: outcome, now: now)
  }

  /// The door after an attempt to open it has failed.
  fileprivate func unopened(_ old: Door, because fault: Fault) -> Door {
    switch fault.kind {
    case .groupGone, .notOwner:
      // It is nobody's to open any more.
      return settled(.failed, reason: fault.message)
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .groupFull, .wrongState,
      .invalid, .rateLimited, .unreachable, .badAnswer, .unconfirmed, .refused, .noSuchAccount,
      .sessionFile, .journal, .cancelled:
      var door = self
      door.status = fault.kind == .unconfirmed || old.status != .shut ? .doubtful : .shut
      door.reason = fault.kind == .cancelled ? old.reason : fault.message
      return door
    }
  }
}
