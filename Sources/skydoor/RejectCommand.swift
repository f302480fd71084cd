import ArgumentParser
import Moderation

/// Rejects people who wait.
struct RejectCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject people waiting to join.",
    usage: MemberOptions.usage("reject"), discussion: MemberOptions.discussion)

  @OptionGroup var people: MemberOptions
  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await DecisionRun(people.people(for: .reject), decisions, inputIsTaken: people.stdin)
      .perform(in: context)
  }
}
