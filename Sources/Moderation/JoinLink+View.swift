import ATProto

extension JoinLink {
  init(_ view: ChatBskyGroup.JoinLinkView) {
    self.init(
      code: view.code, enabled: view.enabledStatus == "enabled",
      requireApproval: view.requireApproval, rule: Rule(rawValue: view.joinRule))
  }
}
