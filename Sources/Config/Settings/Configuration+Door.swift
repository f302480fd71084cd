import Moderation

extension Configuration {
  /// How long a door can be shut for, in seconds: a year is beyond any raid.
  private static let spans = 1.0...(52 * 604_800)

  /// Whether a door can be shut for so long.
  public static func isDoorSpan(_ span: TimeSpan) -> Bool { spans.contains(span.seconds) }

  /// Reads the table `[door]`.
  mutating func readDoor(_ table: ConfigurationTable, _ mistakes: ConfigurationMistakes) {
    door.measure = (mistakes.collect(try Self.measure(table)) ?? nil) ?? door.measure
    door.span = mistakes.collect(try Self.span(table)) ?? nil
    mistakes.add(table.unknown(known: ["how", "for"]))
  }

  private static func measure(
    _ table: ConfigurationTable
  ) throws(ConfigurationMistake) -> Door.Measure? {
    guard let word = try table.string("how") else { return nil }
    guard let measure = Door.Measure(rawValue: word) else {
      throw table.wrong("how", "must be \"approval\" or \"disable\"")
    }
    return measure
  }

  private static func span(_ table: ConfigurationTable) throws(ConfigurationMistake) -> TimeSpan? {
    guard let text = try table.string("for") else { return nil }
    guard let span = TimeSpan(text), isDoorSpan(span) else {
      throw table.wrong("for", "must be a time from 1s to 52w, such as \"2h\"")
    }
    return span
  }
}
