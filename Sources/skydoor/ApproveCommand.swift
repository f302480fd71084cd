import ArgumentParser
import Moderation

/// Approves people who wait.
struct ApproveCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve people waiting to join.",
    usage: MemberOptions.usage("approve"),
    discussion: MemberOptions.discussion + " Seats go to those who are named first.")

  @OptionGroup var people: MemberOptions
  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await DecisionRun(people.people(for: .approve), decisions, inputIsTaken: people.stdin)
      .perform(in: context)
  }
}
