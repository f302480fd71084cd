import Canvas
import Config
import Moderation

extension Command {
  static let showLink = Command("show-link", title: "link", summary: "Show the link")
  static let copyLink = Command("copy-link", title: "copy link", summary: "Copy the link")
}

extension State {
  static let linkCommands: CommandTable<State> = [
    .showLink: CommandEntry(unless: \.linkUnavailable) { $0.showLink() },
    .copyLink: CommandEntry(unless: \.linkUnavailable) { $0.copyLink() },
  ]

  private var linkUnavailable: String? {
    if link != nil { return nil }
    switch screen.uncovered {
    case .history: return "No decision is selected."
    case .group: return "This group has no join link."
    case .panes where focus == .groups:
      return selectedGroup == nil ? "No group is selected." : "This group has no join link."
    case .panes, .detail, .help: return "No request is selected."
    }
  }

  /// The address to look at: a person's profile, or a group's join link.
  var link: String? {
    switch screen.uncovered {
    case .history(let history): history.selected?.request.person.profileURL
    case .group: shownGroup?.link?.url
    case .panes where focus == .groups: selectedGroup?.link?.url
    case .panes, .detail, .help: selectedRequest?.person.profileURL
    }
  }

  private mutating func showLink() -> [Effect] {
    message = link.map { Message($0, link: Link($0)) }
    return []
  }

  private func copyLink() -> [Effect] { link.map { [.copy($0)] } ?? [] }

  mutating func copied(_ text: String, _ isDone: Bool) -> [Effect] {
    message =
      isDone
      ? Message("Handed to the terminal's clipboard: \(text)", .success)
      : Message("This terminal is not known to copy; here it is: \(text)", .warning)
    return []
  }
}
