import Canvas
import Moderation

extension State {
  /// The address to look at: a person's profile, or a group's join link.
  var link: String? {
    if let history {
      return history.selected?.request.person.profileURL
    }
    if groupPage != nil { return shownGroup?.link?.url }
    if screen == .detail || focus == .requests {
      return selectedRequest?.person.profileURL
    }
    return selectedGroup?.link?.url
  }

  mutating func showLink() -> [Effect] {
    message = link.map { Message($0, link: Link($0)) }
    return []
  }

  func copyLink() -> [Effect] { link.map { [.copy($0)] } ?? [] }

  mutating func copied(_ text: String, _ isDone: Bool) -> [Effect] {
    message =
      isDone
      ? Message("Handed to the terminal's clipboard: \(text)", .success)
      : Message("This terminal is not known to copy; here it is: \(text)", .warning)
    return []
  }
}
