import Foundation
import Moderation

/// How fast people ask to join one group where it is worth a word: so many of them within so long.
public struct RaidLimit: Hashable, Sendable {
  private static let peopleRange = 2...1_000
  private static let secondsRange: ClosedRange<TimeInterval> = 5 * 60...24 * 60 * 60

  /// Three people a minute, for ten minutes.
  public static let standard = RaidLimit(people: 30, span: TimeSpan(10, .minutes))

  /// It is reached with as many.
  public let people: Int
  public let span: TimeSpan

  /// A limit as it is described.
  public init(people: Int, span: TimeSpan) {
    self.people = people
    self.span = span
  }

  /// Reads `30 in 10m`. Nil for anything else, and for numbers that make no sense.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "in", let people = Int(parts[0]),
      let span = TimeSpan(String(parts[2])), Self.peopleRange.contains(people),
      Self.secondsRange.contains(span.seconds)
    else { return nil }
    self.init(people: people, span: span)
  }
}

extension RaidLimit: CustomStringConvertible {
  /// As the configuration writes it: `30 in 10m`.
  public var description: String { "\(people) in \(span)" }
}
