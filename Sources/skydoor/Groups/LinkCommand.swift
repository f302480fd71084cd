import ArgumentParser
import Moderation
import Words

/// Shows or changes a group's join link.
struct LinkCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Show or change a group's join link.",
    usage: """
      skydoor link <group> [--json]
      skydoor link <group> --create [--rule <rule>] [--approval|--no-approval] [--dry-run] [--json]
      skydoor link <group> [--enable|--disable] [--rule <rule>] [--approval|--no-approval] [--dry-run] [--json]
      """,
    discussion: """
      Without --create, --enable, --disable, --rule, --approval and --no-approval it is shown. A link \
      that is created takes the place of one that is off, whose address then leads nowhere; it is for \
      anyone, with approval, unless you say otherwise.
      """)

  enum LinkState: EnumerableFlag {
    case enable, disable

    static func help(for value: LinkState) -> ArgumentHelp? {
      switch value {
      case .enable: "Switch the link on."
      case .disable: "Switch the link off: it leads nowhere."
      }
    }
  }

  enum JoinRule: String, CaseIterable, ExpressibleByArgument {
    case anyone, followedByOwner
  }

  @OptionGroup var change: ChangeOptions

  @Flag(help: "Create a link.")
  var create = false

  @Flag(exclusivity: .exclusive)
  var power: LinkState?

  @Option(help: ArgumentHelp("Who may use it.", valueName: "rule"))
  var rule: JoinRule?

  @Flag(inversion: .prefixedNo, help: "Whether people wait for you, or are in at once.")
  var approval: Bool?

  @OptionGroup var global: GlobalOptions

  private var isShown: Bool { !create && power == nil && rule == nil && approval == nil }

  func validate() throws {
    if create, power != nil {
      throw ValidationError("A link that is created is on. Leave --enable and --disable out.")
    }
    if isShown, change.dryRun {
      throw ValidationError("--dry-run is for changes, and none is asked for.")
    }
  }

  func perform(in context: CommandContext) async throws {
    guard !isShown else { return try await show(in: context) }
    try await ChangeRun(action: "link", options: change).perform(in: context, changes) { group in
      "The link of \"\(group.name)\": \(group.link?.settingsText ?? "none")."
    }
  }

  private func changes(of group: Group) -> [GroupChange] {
    let rule = rule.map { JoinLink.Rule(rawValue: $0.rawValue) }
    if create { return [.createLink(rule ?? .anyone, requireApproval: approval ?? true)] }
    // The empty edit reports that there is no link.
    guard let link = group.link else { return [.editLink()] }
    var wanted = link
    if let rule { wanted.rule = rule }
    if let approval { wanted.requireApproval = approval }
    if let power { wanted.enabled = power == .enable }
    return link.changes(to: wanted)
  }

  private func show(in context: CommandContext) async throws {
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let group = try GroupResolver(groups: try await service.groups()).group(named: change.group)
    status.clear()
    if change.json {
      try StandardStream.output.write(
        JSONValue.object(
          .group(group.id, group.name) + [.init("link", group.link.json)]
        ).line)
    } else if let link = group.link {
      try StandardStream.output.write(link.url.safeForPeople + "\n")
      StandardStream.people.tell(link.settingsText.safeForPeople + "\n")
    } else {
      StandardStream.people.tell(
        "\"\(group.name)\" has no join link. Create one with: skydoor link \(group.id) --create"
          .safeForPeople + "\n")
    }
  }
}
