import Config
import Foundation
import Moderation

/// At least so often it is looked whether a door is due, however long it is to be shut: a timer knows no
/// longer time for sure.
private let longestWait: TimeInterval = 86_400
/// Before doors whose time has come are tried again.
private let betweenOpenings: TimeInterval = 30

extension Command {
  static let shutDoor = Command("shut-door", "shut door", "Shut the door in a raid")
  static let openDoor = Command("open-door", "open door", "Open the door again")
  static let everywhere = Command("everywhere", "all", "Yes, all doors")
  static let markRaid = Command("mark-raid", "raid", "Mark who came in the raid")
}

/// The doors that are shut, and what is being done about them.
struct Doors: Equatable, Sendable {
  /// As the journal has them, the oldest first.
  var items: [Door] = []
  var work: DoorWork?
  /// What could not be done when it was tried last, to be tried again.
  var failures: [DoorFailure] = []
  /// The doors that could not be shut or opened while the console was closing.
  var lost: [DoorFailure] = []
  var raids = RaidDetector()
  let startedAt: Date
  /// When the console looks for doors whose time has come; nil where it waits for none.
  var alarm: Date?

  init(startedAt: Date) { self.startedAt = startedAt }

  subscript(group: Group.ID) -> Door? { items.first { $0.group == group } }

  /// How many of those that are being shut or opened have not settled.
  var unsettled: Int { work.map { $0.groups.count - $0.settled.count } ?? 0 }

  /// Those that are shut, as far as is known.
  var shut: [Door] { items.filter { $0.state == .shut } }
}

/// What is asked before doors are shut or opened. Which they are is fixed when it is asked.
struct DoorQuestion: Equatable, Sendable {
  let intent: DoorWork.Intent
  /// The groups that a yes is about: the selected one, those with a raid on, or all.
  let groups: [Group.ID]
  let all: [Group.ID]

  /// There are more than a yes is about.
  var offersAll: Bool { groups.count < all.count }
}

/// What doors, and raids on them, need of the rest of the console.
protocol DoorsHost: Host {
  var doors: Doors { get set }
  var doorQuestion: DoorQuestion? { get }
  mutating func ask(_ question: DoorQuestion)
  mutating func closeQuestion()
  mutating func select(_ wanted: GroupScope) -> [Effect]
  mutating func focus(on pane: Pane) -> [Effect]
  mutating func finishIfSettled()
}

extension DoorsHost {
  static var doorsCommands: CommandTable<Self> {
    [
      .shutDoor: CommandEntry(unless: { $0.shutUnavailable }, perform: { $0.askDoors(.shut) }),
      .openDoor: CommandEntry(
        unless: { $0.doorsOff ?? ($0.doors.items.isEmpty ? "No door is shut." : nil) },
        perform: { $0.askDoors(.open) }),
      .everywhere: CommandEntry(
        unless: {
          guard let asked = $0.doorQuestion else { return "Nothing is asked." }
          return asked.offersAll ? nil : "There are no other doors."
        }, perform: { $0.confirmDoors(everywhere: true) }),
      .markRaid: CommandEntry(unless: { $0.markRaidUnavailable }, perform: { $0.markRaid() }),
    ]
  }

  /// What other commands mean as long as doors are as they should not be.
  static var commandsWhereDoorsFailed: CommandTable<Self> {
    [.retry: CommandEntry(unless: { $0.decisionsOff }, perform: { $0.retryDoors() })]
  }

  var doorsOff: String? {
    decisionsOff ?? (doors.work == nil ? nil : "Doors are being shut or opened: wait for the end.")
  }

  /// Why none can be shut, of the selected group or of all.
  var shutUnavailable: String? {
    if let reason = doorsOff { return reason }
    let candidates = doorCandidates(.shut)
    guard let group = selectedGroup else {
      return candidates.isEmpty ? "There is no group whose door is open." : nil
    }
    guard candidates.isEmpty else { return nil }
    if let door = doors[group.id] {
      let key = hint(.openDoor) { "; \($0) opens it" }
      return "The door of \(group.name) is shut since \(door.shutAt.briefText(at: now))\(key)."
    }
    guard let link = group.link else {
      return "\(group.name) has no join link, so it has no door."
    }
    return "The door of \(group.name) is shut: its link is \(link.settingsText)."
  }

  var markRaidUnavailable: String? {
    raidsToMark.isEmpty ? "Nobody who waits came in a raid." : nil
  }

  func isDoorShut(_ group: Group.ID) -> Bool { doors[group]?.state == .shut }
}

/// Shutting the doors of groups in a raid, and opening them again.
extension DoorsHost {
  // MARK: What is asked

  mutating func askDoors(_ intent: DoorWork.Intent) -> [Effect] {
    let all = doorCandidates(intent)
    var first = all.filter { $0 == selectedGroup?.id }
    if first.isEmpty, intent == .shut {
      first = all.filter { doors.raids.isOn(in: $0) && !doors.raids.isDismissed(in: $0) }
    }
    ask(DoorQuestion(intent: intent, groups: first.isEmpty ? all : first, all: all))
    message = nil
    return []
  }

  /// - Parameter everywhere: all that could be, not those alone that a yes is about.
  mutating func confirmDoors(everywhere: Bool) -> [Effect] {
    guard let asked = doorQuestion else { return [] }
    closeQuestion()
    return work(asked.intent, everywhere ? asked.all : asked.groups)
  }

  func doorName(_ group: Group.ID) -> String {
    groups[group]?.name ?? doors[group]?.groupName ?? group
  }

  func doorCandidates(_ intent: DoorWork.Intent) -> [Group.ID] {
    switch intent {
    case .shut: groups.items.filter { !isShut($0) }.map(\.id)
    case .open: doors.items.map(\.group)
    }
  }

  /// Nothing about the door of the group could be shut.
  func isShut(_ group: Group) -> Bool {
    guard let link = group.link, doors[group.id]?.state != .shut else { return true }
    return settings.configuration.door.measure.applied(to: link) == link
  }

  // MARK: What is done

  mutating func retryDoors() -> [Effect] {
    guard let intent = doors.failures.first?.intent else { return [] }
    return work(intent, doors.failures.map(\.group))
  }

  private mutating func work(_ intent: DoorWork.Intent, _ wanted: [Group.ID]) -> [Effect] {
    let known = Set(intent == .shut ? groups.items.map(\.id) : doors.items.map(\.group))
    let targets = wanted.filter(known.contains)
    doors.failures = []
    message = nil
    guard !targets.isEmpty else { return [] }
    let work = begin(intent, targets)
    switch intent {
    case .shut:
      return [
        .shutDoors(
          work.id, targets.compactMap { groups[$0] }, settings.configuration.door.measure,
          until: settings.configuration.door.span.map { now + $0.seconds })
      ]
    case .open: return [.openDoors(work.id, targets.compactMap { doors[$0] }, onlyIfDue: false)]
    }
  }

  private mutating func begin(_ intent: DoorWork.Intent, _ groups: [Group.ID]) -> DoorWork {
    let names = groups.map { ($0, doorName($0)) }
    let work = DoorWork(
      id: service.nextNumber(), intent, groups,
      names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    doors.work = work
    return work
  }

  mutating func doorSettled(_ id: DoorWork.ID, _ door: SettledDoor) -> [Effect] {
    guard doors.work?.id == id else { return [] }
    doors.work?.settle(door)
    if let now = door.now { groups.update(door.group) { $0 = now } }
    if doors.work?.intent == .open, door.outcome.isOpen {
      doors.items.removeAll { $0.group == door.group }
    }
    guard let work = doors.work, work.isComplete else { return [] }
    doors.work = nil
    guard session.isRunning else {
      doors.lost += work.failures
      finishIfSettled()
      return []
    }
    doors.failures = work.failures
    message = work.outcome
    return [.readDoors(known: doors.items)]
  }

  // MARK: What the journal tells

  mutating func doorsRead(_ result: Result<[Door], Fault>) -> [Effect] {
    switch result {
    case .success(let items):
      doors.items = items
      doors.failures.removeAll(where: isOver)
      return waitForDoors()
    case .failure(let fault): return fault.kind == .journal ? journalFailed(fault) : []
    }
  }

  /// What could not be done has been done elsewhere, or is no longer the owner's to do.
  private func isOver(_ failure: DoorFailure) -> Bool {
    switch failure.intent {
    case .shut: doors[failure.group]?.state == .shut || groups[failure.group] == nil
    case .open: doors[failure.group] == nil
    }
  }

  /// Wakes the console when the next door is to be opened. Not for those whose time had passed
  /// before it started: their owner is asked by the banner.
  private mutating func waitForDoors() -> [Effect] {
    let failed = Set(doors.failures.map(\.group))
    let dates = doors.items.filter { opensByItself($0) }.compactMap { door in
      door.until.map { failed.contains(door.group) ? max($0, now + betweenOpenings) : $0 }
    }
    guard let next = dates.min(), doors.alarm.map({ next < $0 }) ?? true else { return [] }
    doors.alarm = next
    let wait = min(max(0, next.timeIntervalSince(now)), longestWait)
    return [.awaitDoors(.seconds(wait))]
  }

  mutating func doorsDue() -> [Effect] {
    doors.alarm = nil
    guard session.isRunning, doors.work == nil else { return [] }
    let due = doors.items.filter { opensByItself($0) && $0.isDue(at: now) }
    guard !due.isEmpty else { return waitForDoors() }
    let work = begin(.open, due.map(\.group))
    return [.openDoors(work.id, due, onlyIfDue: true)]
  }

  private func opensByItself(_ door: Door) -> Bool {
    !settings.readOnly && !isOverdue(door) && door.state != .unsent && door.until != nil
  }

  func isOverdue(_ door: Door) -> Bool { door.until.map { $0 <= doors.startedAt } ?? false }
}

extension DoorOutcome {
  /// Of a door that was to be opened: it is.
  fileprivate var isOpen: Bool {
    switch self {
    case .done, .changed, .unneeded(.notShut): true
    case .unneeded, .failed: false
    }
  }
}
