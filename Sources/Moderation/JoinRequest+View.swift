import ATProto

extension JoinRequest {
  init(_ view: ChatBskyGroup.JoinRequestView, in group: Group.ID, _ sight: Sight) {
    self.init(
      group: group, person: Person(view.requestedBy, sight), requestedAt: view.requestedAt)
  }
}
