import Canvas
import Moderation

/// What the status line says; it stays until something else is to be said.
public struct Message: Hashable, Sendable {
  public enum Tone: Sendable {
    case plain
    case success
    case warning
    case error
  }

  public let text: String
  public let tone: Tone
  /// Where a click on it leads.
  public let link: Link?

  public init(_ text: String, _ tone: Tone = .plain, link: Link? = nil) {
    self.text = text
    self.tone = tone
    self.link = link
  }

  /// A fault with its cure, after what it has prevented.
  init(_ fault: Fault, _ tone: Tone, after prevented: String? = nil) {
    self.init(
      [prevented, fault.message, fault.cure].compactMap { $0 }.joined(separator: " "), tone)
  }
}
