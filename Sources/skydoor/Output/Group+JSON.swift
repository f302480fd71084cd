import Moderation

extension Group {
  /// As `groups --json` prints it.
  var json: JSONValue {
    .object([
      .init("id", .string(id)),
      .init("name", .string(name)),
      .init("memberCount", .number(memberCount)),
      .init("memberLimit", .number(memberLimit)),
      .init("pending", .number(pending)),
      .init("pendingIsCapped", .bool(pendingIsCapped)),
      .init("unread", .number(unread)),
      .init("lock", .string(lock.rawValue)),
      .init("link", link.json),
    ])
  }
}

extension JoinLink? {
  /// `null` where there is none.
  var json: JSONValue { self?.json ?? .null }
}

extension JoinLink {
  fileprivate var json: JSONValue {
    .object([
      .init("url", .string(url)),
      .init("enabled", .bool(enabled)),
      .init("requireApproval", .bool(requireApproval)),
      .init("rule", .string(rule.rawValue)),
    ])
  }
}
