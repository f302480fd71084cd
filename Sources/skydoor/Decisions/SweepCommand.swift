import ArgumentParser
import Config
import Foundation
import Moderation
import Text

/// Carries out what one of the owner's rules suggests for everybody whom it matches.
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

  func perform(in context: CommandContext) async throws {
    let file = ConfigurationFile(global, paths: try .ofEnvironment())
    let configuration = try file.read()
    let rule = try RuleResolver(configuration, path: file.path).rule(named: rule)
    StandardStream.error.tell(configuration.warnings)
    try await DecisionRun(MatchedPeople(rule: rule, groupName: group), decisions)
      .perform(in: context)
  }
}

/// The people whom a rule matches, among all who wait.
struct MatchedPeople: DecisionSource {
  let rule: Rule
  /// The group that the command line names; nil for every one.
  let groupName: String?

  var unaskedLimit: Int { 0 }
  var mostPeople: Int { .max }
  var nobody: String { "Nobody who waits matches the rule \"\(rule.name)\"." }

  func plan(with service: GroupService, status: ProgressLine) async throws -> DecisionPlan {
    let owned = try await service.groups()
    let groups = try GroupResolver(groups: owned).groups(named: groupName)
    let reader = try await RequestReader(service, for: rule.when)
    let now = Date()
    var seen = 0
    var decisions: [PlannedDecision] = []
    var unreadable = [UnreadableEntries(groupName == nil ? owned.unreadable : 0, .group)]
    for group in groups {
      var matches: [(listed: ListedRequest, suggestion: Suggestion)] = []
      unreadable += try await reader.read(group) { page in
        matches += page.compactMap { listed in
          rule.suggestion(for: listed.subject(in: group, now: now)).map { (listed, $0) }
        }
        seen += page.count
        status.show("\(decisions.count + matches.count) of \(seen) match…")
      }
      // Seats go to whoever has waited longest.
      decisions += matches.sorted { $0.listed.request.seniority < $1.listed.request.seniority }
        .map {
          PlannedDecision(
            Decision.Subject($0.listed.request), profile: $0.listed.profile, in: group,
            because: $0.suggestion)
        }
    }
    status.clear()
    if rule.when.needsLabels { await service.tellOfLabelers() }
    let concerned = Set(decisions.map(\.membership.group))
    return DecisionPlan(
      verdict: rule.suggest, groups: groups.filter { concerned.contains($0.id) },
      decisions: decisions, unreadable: unreadable)
  }
}

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
    // A rule whose name can't be read may be the one that is meant.
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
