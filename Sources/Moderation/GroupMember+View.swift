import ATProto

extension GroupMember {
  init(_ view: ChatBskyActor.ProfileViewBasic, of group: Group.ID, _ context: AnswerContext) {
    var (role, adder) = ("", nil as ChatBskyActor.ProfileViewBasic?)
    if case .group(let given, let addedBy) = view.kind { (role, adder) = (given, addedBy) }
    self.init(
      group: group, person: Person(view, context), role: Role(role),
      addedBy: adder.map { Person($0, context) })
  }
}

extension GroupMember.Role {
  /// By its name in the protocol.
  init(_ text: String) {
    self =
      switch text {
      case "owner": .owner
      case "standard": .standard
      case _: .other(text)
      }
  }
}
