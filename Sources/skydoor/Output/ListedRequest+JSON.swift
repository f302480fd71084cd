import Moderation

extension ListedRequest {
  /// As `requests --json` prints it, and as `reject --stdin` takes it.
  /// - Parameter showsProfile: profiles were asked for. What the service did not tell is null.
  func json(groupName: String, showsProfile: Bool) -> JSONValue {
    let person = request.person
    let members: [JSONValue.Member] = [
      .init("group", .string(request.group)),
      .init("groupName", .string(groupName)),
      .init("member", .string(person.did.description)),
      .init("handle", .string(person.handle.description)),
      .init("displayName", .string(person.displayName)),
      .init("requestedAt", .date(request.requestedAt)),
      .init("createdAt", .date(person.createdAt)),
      .init("labels", .array(person.labelValues.map { .string($0) })),
      .init("selfLabels", .array(person.selfLabels.map { .string($0) })),
      .init("following", .bool(person.following)),
      .init("followedBy", .bool(person.followedBy)),
      .init("knownFollowers", .number(person.knownFollowers)),
    ]
    let counts: [JSONValue.Member] = [
      .init("followers", .number(profile?.followers)),
      .init("follows", .number(profile?.follows)),
      .init("posts", .number(profile?.posts)),
    ]
    return .object(showsProfile ? members + counts : members)
  }
}
