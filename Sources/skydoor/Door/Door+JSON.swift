import Foundation
import Moderation

extension Door {
  /// As `door status --json` prints it.
  var json: JSONValue {
    .object([
      .init("group", .string(group)),
      .init("groupName", .string(groupName)),
      .init("how", .string(measure.rawValue)),
      .init("shutAt", .date(shutAt)),
      .init("until", .date(until)),
      .init("state", .string(state.name)),
      .init("error", .string(reason)),
      .init("before", Optional(before).json),
    ])
  }
}

extension Door.State {
  /// For scripts.
  fileprivate var name: String {
    switch self {
    case .shut: "shut"
    case .underWay: "under-way"
    case .unsent: "not-shut"
    case .unfinished: "in-doubt"
    }
  }
}
