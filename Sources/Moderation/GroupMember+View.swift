import ATProto
import Foundation

extension GroupMember {
  init(_ view: ChatBskyActor.ProfileViewBasic, of group: Group.ID, now: Date) {
    var (role, adder) = ("", nil as ChatBskyActor.ProfileViewBasic?)
    if case .group(let given, let addedBy) = view.kind { (role, adder) = (given, addedBy) }
    self.init(
      group: group, person: Person(view, now: now), role: Role(role),
      addedBy: adder.map { Person($0, now: now) })
  }
}

extension GroupMember.Role {
  fileprivate init(_ text: String) {
    self =
      switch text {
      case "owner": .owner
      case "standard": .standard
      case _: .other(text)
      }
  }
}
