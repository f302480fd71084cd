import ArgumentParser
import Moderation

/// Rejects people who wait.
struct RejectCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject people waiting to join.",
    usage: DecisionOptions.usage("reject"), discussion: DecisionOptions.discussion)

  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await DecisionRun(verdict: .reject, options: decisions).perform(in: context)
  }
}
