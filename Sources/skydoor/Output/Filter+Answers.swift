import Moderation

extension Filter {
  /// What no call tells.
  private static let unavailable: Set<Field> = [.count(.asked), .flag(.repeat)]

  /// Throws with exit status 65 where the filter asks for what no call tells, and so could match
  /// nobody.
  func requireAnswers() throws(CommandError) {
    guard let field = fields.intersection(Self.unavailable).map(\.name).min() else { return }
    let names = Field.allCases.filter { !Self.unavailable.contains($0) }.map(\.name)
    throw CommandError(
      "The service does not tell \"\(field)\".",
      cure: "Filter by \(names.joined(separator: ", ")).", .badInput)
  }
}
