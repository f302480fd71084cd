import ATProto
import Foundation

extension JoinRequest {
  init(_ view: ChatBskyGroup.JoinRequestView, in group: Group.ID, now: Date) {
    self.init(
      group: group, person: Person(view.requestedBy, now: now), requestedAt: view.requestedAt)
  }
}
