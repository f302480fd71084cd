import ArgumentParser
import Moderation

/// Approves people who wait.
struct ApproveCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve people waiting to join.",
    usage: DecisionOptions.usage("approve"), discussion: DecisionOptions.discussion)

  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await DecisionRun(verdict: .approve, options: decisions).perform(in: context)
  }
}
