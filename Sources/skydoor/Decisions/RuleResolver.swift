import Config
import Moderation
import Text

/// Finds the rule that a person means.
struct RuleResolver {
  private let rules: [Rule]
  /// What is wrong with the others.
  private let mistakes: [ConfigurationMistake]
  /// The file that they are written in.
  private let path: String

  init(_ configuration: Configuration, path: String) {
    rules = configuration.rules
    mistakes = configuration.mistakes.filter { $0.spoils(["rule"]) }
    self.path = path
  }

  /// Throws with exit status 65 for a name that no rule has, and 78 for that of one that can't be
  /// used.
  func rule(named name: String) throws(CommandError) -> Rule {
    if let mistake = mistakes.first(where: { $0.name == name }) { throw CommandError(mistake) }
    if let rule = rules.first(where: { $0.name == name }) { return rule }
    // One of those that can't be read may be called so.
    if let mistake = mistakes.first(where: { $0.name == nil }) { throw CommandError(mistake) }
    guard !rules.isEmpty else {
      throw CommandError(
        "There is no rule in \(path).", cure: "Write one there, such as:", .badInput,
        excerpt: [
          "[[rule]]", "name = \"\(name.brief)\"", "when = \"age < 2d and followers < 3\"",
          "suggest = \"reject\"",
        ])
    }
    let names = rules.map(\.name)
    let nearest = name.nearest(in: names).map { "Did you mean \"\($0)\"? " } ?? ""
    throw CommandError(
      "No rule in \(path) is called \"\(name.brief)\".",
      cure: "\(nearest)There are: \(names.map { "\"\($0)\"" }.joined(separator: ", ")).", .badInput)
  }
}
