import Moderation

extension SettledDoor {
  /// As `door shut --json` and `door open --json` print it.
  func json(_ action: DoorAction, _ outcome: String, error: String? = nil) -> JSONValue {
    .door(
      group, groupName, action, outcome: outcome, error: error, link: now?.link)
  }
}

extension JSONValue {
  /// What came, or would come, of the door of a group.
  static func door(
    _ group: Group.ID, _ name: String, _ action: DoorAction, outcome: String,
    error: String? = nil, link: JoinLink?
  ) -> JSONValue {
    .object([
      .init("group", .string(group)),
      .init("groupName", .string(name)),
      .init("action", .string(action.name)),
      .init("outcome", .string(outcome)),
      .init("error", .string(error)),
      .init("link", link.json),
    ])
  }
}
