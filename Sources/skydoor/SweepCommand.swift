import ArgumentParser
import Moderation

/// Carries out what a rule of the owner's suggests, about everybody whom it matches.
struct SweepCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Do what one of your rules suggests.",
    discussion: """
      The rules are the [[rule]] sections of the configuration. Everybody who waits is looked at, \
      in every group that you own unless one is named. Whom the rule matches is shown with the \
      reasons; then it asks, unless --yes is given. Seats go to whoever has waited longest.
      """)

  @Option(help: ArgumentHelp("The rule's name.", valueName: "name"))
  var rule: String

  @Option(help: "Only the people waiting in this group: its id or name.")
  var group: String?

  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    let file = ConfigurationFile(global, paths: try .ofEnvironment())
    let configuration = try file.read()
    let rule = try RuleResolver(configuration, path: file.path).rule(named: rule)
    StandardStream.error.tell(configuration.warnings)
    try await DecisionRun(MatchedPeople(rule: rule, groupName: group), decisions)
      .perform(in: context)
  }
}
