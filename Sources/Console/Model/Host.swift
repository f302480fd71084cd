import ATProto
import Config
import Foundation
import Moderation
import Words

/// What every feature may know of the console: what the service has said, what the owner has set, and
/// where on the screen they are. A feature that needs more says so in a protocol of its own, and the
/// state conforms to all of them. So no feature knows another.
protocol Host: Sendable {
  var settings: Settings { get }
  /// The time as of the last thing that happened.
  var now: Date { get }
  var session: ConsoleSession { get set }
  var service: ServiceStatus { get set }
  var groups: GroupList { get set }
  var requests: Requests { get set }
  var people: People { get set }
  var decisions: Decisions { get set }
  var message: Message? { get set }
  /// The pane that keys act on, while nothing covers it.
  var focus: Pane { get set }
  var layout: Layout { get }
  /// Where the owner is, whatever is being typed there.
  var place: KeyContext { get }

  var isFiltering: Bool { get }
  /// This console, or another of the owner's, has shut the door of the group.
  func isDoorShut(_ group: Group.ID) -> Bool
}

// MARK: What is selected, and what is known of it

extension Host {
  /// Whose requests are shown; nil while there are no groups.
  var scope: GroupScope? { groups.selected }

  var groupsInScope: [Group] {
    switch scope {
    case .all?: groups.items
    case .group(let id)?: groups[id].map { [$0] } ?? []
    case nil: []
    }
  }

  func isInScope(_ group: Group.ID) -> Bool {
    switch scope {
    case .all?: true
    case .group(let id)?: id == group
    case nil: false
    }
  }

  var selectedGroup: Group? {
    if case .group(let id)? = scope { groups[id] } else { nil }
  }

  func request(_ id: JoinRequest.ID) -> JoinRequest? { requests[id] }

  var selectedRequest: JoinRequest? { requests.list.selected.flatMap(request) }

  func failure(of id: JoinRequest.ID) -> DecisionFailure? {
    requests.failure(of: id)
  }

  func departure(of id: JoinRequest.ID) -> Departure? {
    requests.departure(of: id)
  }

  /// All that a filter or a rule can ask about somebody.
  /// - Parameter requestedAt: since when they wait; nil also for a member.
  func subject(_ person: Person, requestedAt: Date?, groupName: String) -> FilterSubject {
    FilterSubject(
      person, requestedAt: requestedAt, groupName: groupName, now: now,
      profile: people.profiles[person.did],
      asked: people.personHistories.asked(person.did, requestedAt: requestedAt))
  }

  /// What the first of the owner's rules that matches suggests.
  func suggestion(for request: JoinRequest) -> Suggestion? {
    guard !settings.configuration.rules.isEmpty else { return nil }
    let subject = subject(
      request.person, requestedAt: request.requestedAt,
      groupName: groups[request.group]?.name ?? "")
    return settings.configuration.rules.lazy.compactMap { $0.suggestion(for: subject) }.first
  }

  /// How many wait in a group: the true number once its list is known, the service's (which counts
  /// no further than 20) until then.
  func waiting(in group: Group) -> WaitingCount {
    if let list = requests[group.id], list.reading.isComplete {
      return WaitingCount(list.waiting, isCapped: false)
    }
    let undecided = decisions.batches.sum { batch in
      batch.verdict == .remove ? 0 : batch.unsettled.count { $0.group == group.id }
    }
    return WaitingCount(
      max(0, group.pending - (group.pendingIsCapped ? 0 : undecided)),
      isCapped: group.pendingIsCapped)
  }

  var waitingInAll: WaitingCount { waiting(in: groups.items) }

  var waitingInScope: WaitingCount { waiting(in: groupsInScope) }

  private func waiting(in groups: [Group]) -> WaitingCount {
    var sum = WaitingCount(0, isCapped: false)
    for group in groups { sum = sum + waiting(in: group) }
    return sum
  }
}

// MARK: The keys as they are bound now, for whatever names one

extension Host {
  var keymap: Keymap { settings.keymap }

  /// How a text names the way to a command: its key, or else what to type to have the palette find
  /// it; nil where there is no way.
  func key(for command: Command) -> String? {
    if let key = keymap.key(for: command, in: place) { return key.description }
    guard keymap.commands(in: place).contains(command),
      let palette = keymap.key(for: .palette, in: place)
    else { return nil }
    return "\(palette)\(command.name)"
  }

  /// Why there is nothing to be seen, and what helps.
  func note(on fault: Fault) -> [String] {
    [fault.message, fault.cure, hint(.refresh) { "Press \($0) to try again." }]
  }

  /// A remark that names the key of a command; nothing where the command can't be reached.
  /// - Parameter text: makes the remark of the key's name.
  func hint(_ command: Command, _ text: (String) -> String) -> String {
    key(for: command).map(text) ?? ""
  }
}

// MARK: What can be done

extension Host {
  /// Why nothing can be decided or changed; nil where it can.
  var decisionsOff: String? {
    if settings.readOnly {
      return "Decisions are off: the console was started with --read-only."
    }
    if let fault = decisions.fault { return "Decisions are off: \(fault.message) \(fault.cure)" }
    return session.isRunning ? nil : "The console is closing."
  }

  /// Without a journal nothing can be decided: what is sent could not be remembered.
  mutating func journalFailed(_ fault: Fault) -> [Effect] {
    guard decisions.fault == nil else { return [] }
    decisions.fault = fault
    message = Message(fault, .error, after: "Decisions are off.")
    return []
  }

  /// The requests of a group have changed.
  mutating func requestsChanged(in group: Group.ID) {
    if isInScope(group) { requests.list.isStale = true }
  }
}

// MARK: Words

extension Host {
  func facts(of group: Group) -> String { group.facts(isDoorShut: isDoorShut(group.id)) }
}
