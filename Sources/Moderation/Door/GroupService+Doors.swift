import Foundation

/// Shutting the doors of groups, and opening them again.
extension GroupService {
  /// The doors that are shut now, or that something was begun about, the oldest first. They are read
  /// from the journal, so that those of every process of the account are among them, after a restart
  /// too. It asks the service nothing, and is cheap enough for every look at the log.
  /// - Throws: `.journal`.
  public func doors() async throws(Fault) -> [Door] {
    try await journal?.get().doors() ?? []
  }

  /// Shuts the doors of groups, a few at a time.
  ///
  /// What each link was before is in the journal before the first call goes out. A door that is shut
  /// already keeps what it was at first; so trying again those that failed, or those that were
  /// interrupted, loses nothing. Cancelling the task stops those that have not begun. Either way this
  /// returns when every group is settled.
  /// - Parameters:
  ///   - until: when they are to be opened by ``openDueDoors(settled:)``; nil for not by itself.
  ///   - settled: called for every group once, as it settles, one after the other, on the task that
  ///     called this.
  public func shut(
    _ groups: [Group], by measure: Door.Measure, until: Date? = nil,
    settled: @Sendable (SettledDoor) -> Void
  ) async {
    let planned: [Group.ID: Door]
    do throws(Fault) {
      planned = try await doorOperator.plan(groups, measure, until: until)
    } catch {
      for group in groups { settled(group.unshut(error)) }
      return
    }
    await DoorBatch(concurrency: concurrency).run(
      groups,
      work: { [doorOperator] group in
        await doorOperator.shut(group, measure, until: until, planned: planned[group.id])
      },
      unsent: { group, fault in
        if let door = planned[group.id] { await doorOperator.callOff(door, because: fault) }
        return group.unshut(fault)
      }, settled: settled)
  }

  /// Opens the doors whose time has come. Of several processes that do so at the same time one opens
  /// each; a door that somebody has put off stays shut.
  /// - Parameter settled: as for ``shut(_:by:until:settled:)``.
  /// - Throws: `.journal`.
  public func openDueDoors(settled: @Sendable (SettledDoor) -> Void) async throws(Fault) {
    let now = time.now()
    let due = try await doors().filter { $0.isDue(at: now) }
    await open(due, onlyIfDue: true, settled: settled)
  }

  /// Opens doors, a few at a time: makes each link exactly what it was before. What somebody has
  /// changed about a link meanwhile stays, and the outcome says so. A door that fails stays shut, and
  /// can be tried again.
  /// - Parameters:
  ///   - onlyIfDue: leaves those shut whose time has not come, or was put off.
  ///   - settled: as for ``shut(_:by:until:settled:)``.
  public func open(
    _ doors: [Door], onlyIfDue: Bool = false, settled: @Sendable (SettledDoor) -> Void
  ) async {
    await DoorBatch(concurrency: concurrency).run(
      doors, work: { [doorOperator] in await doorOperator.open($0, onlyIfDue: onlyIfDue) },
      unsent: { door, fault in
        SettledDoor(group: door.group, groupName: door.groupName, outcome: .failed(fault))
      }, settled: settled)
  }
}

extension Group {
  fileprivate func unshut(_ fault: Fault) -> SettledDoor {
    SettledDoor(group: id, groupName: name, outcome: .failed(fault))
  }
}
