/// Does something to many doors, a few at a time.
struct DoorBatch: Sendable {
  /// How many are under way at a time.
  let concurrency: Int

  /// Settles every one. Cancelling the task stops those that have not begun; so does a failure that
  /// all would share.
  /// - Parameters:
  ///   - work: never throws, so that one that fails stops nothing.
  ///   - unsent: how one ends that is not begun.
  ///   - settled: called once for each, as it settles.
  func run<Item: Sendable>(
    _ items: [Item], work: @escaping @Sendable (Item) async -> SettledDoor,
    unsent: (Item, Fault) async -> SettledDoor, settled: (SettledDoor) -> Void
  ) async {
    var rest = items[...]
    var obstacle: Fault?
    await withTaskGroup(of: SettledDoor.self) { group in
      var underWay = 0
      while true {
        if Task.isCancelled { obstacle = obstacle ?? .cancelled }
        if let obstacle {
          for item in rest { settled(await unsent(item, obstacle)) }
          rest = []
        }
        while underWay < concurrency, let next = rest.popFirst() {
          group.addTask { await work(next) }
          underWay += 1
        }
        guard let door = await group.next() else { return }
        underWay -= 1
        settled(door)
        // A group that can't be reached says nothing of the next: in a raid each is worth the try.
        if case .failed(let fault) = door.outcome, fault.ofOneDecision.scope == .service {
          obstacle = fault
        }
      }
    }
  }
}

/// What stands in the way of shutting or opening a door.
extension Fault {
  static let noJournalForDoors = Fault(
    .journal, "No journal is kept, so nobody would know how to open the door again.",
    cure: "Shut it where decisions are written down.")

  static let doorBusy = Fault(
    .refused, "Another skydoor is shutting or opening this door, and has not ended for a minute.",
    cure: "Look at the other one, or end it.")

  static let doorOpenedElsewhere = Fault(
    .refused, "Another skydoor has opened this door before it was shut.",
    cure: "Shut it again if it is still to be shut.")
}
