import ArgumentParser
import Foundation
import Moderation
import Words

/// Opens doors when their time comes.
struct DoorWatchCommand: ServiceCommand {
  /// Another process may shut a door that opens before those known here.
  private static let interval = Duration.seconds(5)
  /// The longest pause after a failure.
  private static let limit = Duration.seconds(300)

  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Open doors when their time comes, until it is stopped.",
    discussion: """
      Those whose time has passed are opened at once. Several watches and consoles may run: each door is \
      opened by one of them. Off a terminal only what fails is said.
      """)

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(journal: .writing, notice: { status.show($0) })
    let outcome = try await Interruption.cancelling { try await watch(service, status) }
    if let code = outcome.exitCode { throw code }
  }

  private func watch(_ service: GroupService, _ status: ProgressLine) async throws {
    var pause = Self.interval
    var told: Set<String> = []
    while !Task.isCancelled {
      let collector = ReportCollector(DoorWatchReport(status: status, told: told))
      try await service.openDueDoors { settled in collector.add { try $0.add(settled) } }
      let report = try collector.report()
      if let fault = report.obstacle { throw fault }
      told = report.told
      pause = told.isEmpty ? Self.interval : min(pause * 2, Self.limit)
      let now = Date()
      let doors = try await service.doors()
      let next = doors.compactMap(\.until).filter { $0 > now }.min()
      status.show(Self.summary(doors.count, next, at: now))
      let rest = next.map { Duration.seconds($0.timeIntervalSince(now)) } ?? pause
      try? await Task.sleep(for: min(pause, rest))
    }
  }

  /// `2 doors are shut; the next opens in 1h.`
  private static func summary(_ count: Int, _ next: Date?, at now: Date) -> String {
    let shut = count == 1 ? "1 door is shut" : "\(count) doors are shut"
    return shut + (next.map { "; the next opens in \(Age(from: now, to: $0).short)." } ?? ".")
  }
}

/// Says which doors were opened, where somebody watches, and reports each failure once.
struct DoorWatchReport: Sendable {
  let status: ProgressLine
  /// The failures of the previous round.
  let before: Set<String>
  private(set) var told: Set<String> = []
  /// A failure that makes further rounds pointless.
  private(set) var obstacle: Fault?

  init(status: ProgressLine, told: Set<String>) {
    self.status = status
    before = told
  }

  mutating func add(_ door: SettledDoor) throws {
    let name = "\"\(door.groupName)\""
    switch door.outcome {
    case .done: status.say("Opened \(name).")
    case .changed(let difference): tell("\(name) is open. \(difference.sentence)")
    case .unneeded: break
    case .failed(let fault):
      switch ExitStatus(fault.kind) {
      case .notAllowed: obstacle = fault
      case .interrupted: break
      case .incomplete, .usage, .badInput, .unavailable, .outputFailed, .tryLater,
        .badConfiguration:
        let words = "\(name): \(fault.sentence(at: Date()))"
        if !before.contains(words) { tell(words) }
        told.insert(words)
      }
    }
  }

  private func tell(_ words: String) {
    status.clear()
    StandardStream.error.tell("skydoor: \(words)".safeForPeople + "\n")
  }
}
