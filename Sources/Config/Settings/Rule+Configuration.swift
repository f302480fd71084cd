import Moderation

extension Rule {
  /// Nil where something is wrong about it.
  init?(_ table: ConfigurationTable, _ mistakes: ConfigurationMistakes) {
    let name = mistakes.collect(
      try table.string("name", example: "name = \"throw-away accounts\""))
    let when = mistakes.collect(
      try table.filter("when", example: "when = \"age < 7d and followers < 3\"").filter)
    let verdict = mistakes.collect(try Self.verdict(of: table))
    guard let name, let when, let verdict else { return nil }
    self.init(name: name, when: when, suggest: verdict)
  }

  private static func verdict(
    of table: ConfigurationTable
  ) throws(ConfigurationMistake) -> Decision.Verdict {
    let word = try table.string("suggest", example: "suggest = \"reject\"")
    guard let verdict = Decision.Verdict.onRequests.first(where: { $0.rawValue == word }) else {
      throw table.wrong("suggest", "must be \"reject\", \"approve\" or \"reject-and-block\"")
    }
    return verdict
  }
}
