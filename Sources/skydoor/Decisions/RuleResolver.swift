import Moderation

/// Finds the rule that a person means.
struct RuleResolver {
  let rules: [Rule]
  /// The file that they are written in.
  let path: String

  /// Throws with exit status 65 for a name that no rule has.
  func rule(named name: String) throws(CommandError) -> Rule {
    if let rule = rules.first(where: { $0.name == name }) { return rule }
    guard !rules.isEmpty else {
      throw CommandError(
        "There is no rule in \(path).", cure: "Write one there, such as:", .badInput,
        excerpt: [
          "[[rule]]", "name = \"\(name)\"", "when = \"age < 2d and followers < 3\"",
          "suggest = \"reject\"",
        ])
    }
    let names = rules.map(\.name)
    let nearest = name.nearest(in: names).map { "Did you mean \"\($0)\"? " } ?? ""
    throw CommandError(
      "No rule in \(path) is called \"\(name)\".",
      cure: "\(nearest)There are: \(names.map { "\"\($0)\"" }.joined(separator: ", ")).", .badInput)
  }
}
