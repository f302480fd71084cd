import Canvas
import Config
import Moderation
import Words

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
  enum Condition: Hashable, Sendable {
    /// The command can't act, for the reason that the text gives.
    case refused(Command)
    /// The filter lets so many through, of as many as wait.
    case matching(Int, of: WaitingCount)
    /// The groups are as they are given, as far as it is about this.
    case unchanged([Group], GroupChange.Subject)
    /// These doors could not be shut or opened.
    case doorsFailed([Group.ID])
  }

  let text: String
  let tone: Tone
  let link: Link?
  /// What has to be so for the text to be true; nil where it tells what has happened.
  let condition: Condition?

  /// A text that tells what has happened.
  public init(_ text: String, _ tone: Tone) { self.init(text, tone, link: nil) }

  init(
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

/// What the last line says beside what is going on.
public struct StatusLine: Equatable, Sendable {
  /// About the last thing that happened.
  public var message: Message?
  /// About the last key, while the line belongs to a question, or to what is being typed.
  public var aside: Message?
  /// The keys of a chord that has been begun.
  public var chord: PendingChord?

  public init() {}
}

/// The first keys of a chord, until the rest is pressed.
public struct PendingChord: Equatable, Sendable {
  public let chord: Chord
  /// Where they were pressed: elsewhere they would begin something else.
  let context: KeyContext
}

/// What is to be thought of before a group in a raid is opened to more people, at three lengths.
struct RaidWarning {
  let long: String
  let short: String
  let brief: String
}
