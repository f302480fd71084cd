import ATProto

extension JoinRequest {
  init(_ view: ChatBskyGroup.JoinRequestView, in group: Group.ID, _ context: AnswerContext) {
    self.init(
      group: group, person: Person(view.requestedBy, context), requestedAt: view.requestedAt)
  }
}
