import Canvas
import Config
import Moderation

/// What the status line says; it stays until something else is to be said, or until it is no longer
/// true.
public struct Message: Hashable, Sendable {
  public enum Tone: Sendable {
    case plain
    case success
    case warning
    case error
  }

  /// What a text says that may come to an end.
  public enum Condition: Hashable, Sendable {
    /// The command can't act, for the reason that the text gives.
    case refused(Command)
    /// The filter lets so many through, of as many as wait.
    case matching(Int, of: WaitingCount)
    /// The groups are as they are given, as far as it is about this.
    case unchanged([Group], GroupChange.Subject)
    /// These doors could not be shut or opened.
    case failed([DoorFailure])
  }

  public let text: String
  public let tone: Tone
  /// Where a click on it leads.
  public let link: Link?
  /// What has to be so for the text to be true; nil where it tells what has happened.
  public let condition: Condition?

  public init(
    _ text: String, _ tone: Tone = .plain, link: Link? = nil, while condition: Condition? = nil
  ) {
    self.text = text
    self.tone = tone
    self.link = link
    self.condition = condition
  }

  /// A fault with its cure, after what it has prevented.
  init(
    _ fault: Fault, _ tone: Tone, after prevented: String? = nil,
    while condition: Condition? = nil
  ) {
    self.init(
      [prevented, fault.message, fault.cure].compactMap { $0 }.joined(separator: " "), tone,
      while: condition)
  }

  /// Why a command can't act.
  init(_ reason: String, refusing command: Command) {
    self.init(reason, .warning, while: .refused(command))
  }
}

extension State {
  /// Takes the message away where what it says is no longer so.
  mutating func dropOutdatedMessage() {
    guard let shown = message, let condition = shown.condition else { return }
    // A message is something that can be closed, so it must not be there when that is asked.
    message = nil
    if holds(condition, shown.text) { message = shown }
  }

  private func holds(_ condition: Message.Condition, _ text: String) -> Bool {
    switch condition {
    case .refused(let command): command.unavailable(in: self) == text
    case .matching(let count, let waiting):
      requests.list.filter.isActive && requests.list.rows.count == count
        && waitingInScope == waiting
    case .unchanged(let known, let subject):
      known.allSatisfy { groups[$0.id]?.agrees(with: $0, on: subject) == true }
    case .failed(let failures): doors.failures == failures
    }
  }
}
