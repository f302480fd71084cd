import Moderation

extension JoinRequest {
  /// As `requests --json` prints it, and as `reject --stdin` takes it.
  func json(groupName: String) -> JSONValue {
    .object([
      .init("group", .string(group)),
      .init("groupName", .string(groupName)),
      .init("member", .string(person.did.description)),
      .init("handle", .string(person.handle.description)),
      .init("displayName", .string(person.displayName)),
      .init("requestedAt", .date(requestedAt)),
      .init("createdAt", .date(person.createdAt)),
      .init("labels", .array(person.labels.map { .string($0) })),
      .init("following", .bool(person.following)),
      .init("followedBy", .bool(person.followedBy)),
      .init("knownFollowers", .number(person.knownFollowers)),
    ])
  }
}
