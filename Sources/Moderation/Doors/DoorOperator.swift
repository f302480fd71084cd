import Foundation
import Synchronization

/// Shuts the doors of groups and opens them again. What a link was before is in the journal before
/// the first call goes out, so that it survives whatever happens to this process.
final class DoorOperator: Sendable {
  let caller: ServiceCaller
  private let sender: AtMostOnceSender
  private let kept: Result<Journal, Fault>?
  /// One thing at a time is done to a door in this process.
  private let turns = Mutex<[Group.ID: CallLimiter]>([:])

  init(caller: ServiceCaller, journal: Result<Journal, Fault>?, sender: AtMostOnceSender) {
    self.caller = caller
    self.sender = sender
    kept = journal
  }

  /// Where doors are written down.
  /// - Throws: `.journal`, also where none is kept: nobody could open the door again as it was.
  var journal: Journal {
    get throws(Fault) {
      guard let kept else { throw .noJournalForDoors }
      return try kept.get()
    }
  }

  var now: Date { caller.time.now() }

  /// The work, when nothing else is done to the door in this process.
  func atDoor(
    of group: Group.ID, named name: String,
    _ work: @escaping @Sendable () async throws(Fault) -> SettledDoor
  ) async -> SettledDoor {
    let turn = turns.withLock { turns in
      let turn = turns[group] ?? CallLimiter(1)
      turns[group] = turn
      return turn
    }
    let settled = try? await turn.run { () -> SettledDoor in
      do throws(Fault) {
        return try await work()
      } catch {
        return SettledDoor(group: group, groupName: name, outcome: .failed(error))
      }
    }
    return settled
      ?? SettledDoor(group: group, groupName: name, outcome: .failed(.cancelled))
  }

  /// What the journal has about a group's door, when no other process is at it.
  func door(of group: Group.ID) async throws(Fault) -> Door? {
    try await caller.waitForOthers(orThrow: .doorBusy) { () async throws(Fault) -> Door?? in
      let door = try await journal.door(of: group)
      guard let door, door.isUnderWay, door.status.isInFlight,
        try door.writer != journal.writerName
      else { return .some(door) }
      return nil
    }
  }

  /// A call of a process that has died may still arrive. An earlier look proves nothing.
  func waitOutCalls(of door: Door?) async throws(Fault) {
    guard let door, door.status.isInFlight || door.status == .doubtful else { return }
    try await caller.waitOutGrace(since: door.changedAt)
  }

  /// How a course of changes went.
  enum ChangesOutcome {
    case done(Group)
    case failed(Fault, Group)
    case unconfirmed(Fault, Group)
  }

  /// Makes changes one after the other. Cancelling the task stops them before the first.
  func make(_ changes: [GroupChange], of group: Group) async -> ChangesOutcome {
    var group = group
    for (index, change) in changes.enumerated() {
      let call = VerifiableCall.change(change, of: group, by: caller)
      switch await sender.carryOut(call, isOverdue: index > 0) {
      case .done(let now), .moot(let now): group = now
      case .failed(let fault): return .failed(fault, group)
      case .unconfirmed(let cause): return .unconfirmed(.unconfirmedChange(cause), group)
      }
    }
    return .done(group)
  }

  /// Writes down how it went with a door. A failure to do so is harmless: what stands in the journal
  /// as under way is looked at before anything is done about it.
  func settle(_ door: Door) async {
    _ = try? await journal.save(door, at: now)
  }
}

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
    await settle(door.settling(as: .failed, reason: fault.message))
  }
}

extension Door {
  /// The door after a call to shut it has failed: what it was before that.
  fileprivate func unshut(_ old: Door?, link: JoinLink?, because fault: Fault) -> Door {
    guard let old, old.status != .held, let link, old.restoration(of: link) != link else {
      return settling(as: .failed, reason: fault.message)
    }
    var door = self
    (door.measure, door.before, door.after) = (old.measure, old.before, old.after)
    door.status = .shut
    door.reason = fault.message
    return door
  }
}

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
  fileprivate var over: Door { settling(as: status == .held ? .failed : .opened) }

  /// The door with nothing left to be done about it.
  func settling(as status: Status, reason: String? = nil) -> Door {
    var door = self
    door.status = status
    door.reason = reason
    return door
  }
}

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
          let isSaved = try await self.journal.save(shut.settling(as: .failed), at: self.now) != nil
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
      await settle(door.settling(as: .opened))
      return door.ended(.changed(.linkGone), group)
    }
    switch await make(link.changes(to: door.restoration(of: link)), of: group) {
    case .done(let now):
      await settle(door.settling(as: .opened))
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
    // The group is no longer the owner's, and neither is its door.
    guard fault.category != .group else { return settling(as: .failed, reason: fault.message) }
    var door = self
    door.status = fault.kind == .unconfirmed || old.status != .shut ? .doubtful : .shut
    door.reason = fault.kind == .cancelled ? old.reason : fault.message
    return door
  }
}
