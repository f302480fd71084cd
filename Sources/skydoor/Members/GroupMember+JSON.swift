import Moderation

extension GroupMember {
  /// As `members --json` prints it, and as `members --stdin` takes it.
  func json(groupName: String) -> JSONValue {
    .object([
      .init("group", .string(group)),
      .init("groupName", .string(groupName)),
      .init("member", .string(person.did.description)),
      .init("handle", .string(person.handle.description)),
      .init("displayName", .string(person.displayName)),
      .init("role", .string(role.text)),
      .init("addedBy", .string(addedBy?.did.description)),
      .init("createdAt", .date(person.createdAt)),
      .init("labels", .array(person.labelValues.map { .string($0) })),
      .init("selfLabels", .array(person.selfLabels.map { .string($0) })),
      .init("following", .bool(person.following)),
      .init("followedBy", .bool(person.followedBy)),
      .init("knownFollowers", .number(person.knownFollowers)),
    ])
  }
}

extension GroupMember.Role {
  /// As the protocol names it.
  var text: String {
    switch self {
    case .owner: "owner"
    case .standard: "standard"
    case .other(let name): name
    }
  }
}
