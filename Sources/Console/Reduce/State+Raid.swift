import Foundation
import Moderation

/// People who come faster than the owner expects. The console says so, and does nothing about it.
extension State {
  /// The raid that the status line tells of.
  public var raid: Raid? { raids.worst(among: groups.items) }

  /// What the status line says about it, with the key that ends it.
  var raidNotice: String? {
    guard let raid, let limit = settings.raid else { return nil }
    let text = raid.text(in: limit.span)
    // The key acts on the selected group, which need not be this one.
    let isSelected = selectedGroup?.id == raid.group.id
    guard !settings.readOnly, !isSelected || Command.shutDoor.unavailable(in: self) == nil else {
      return text
    }
    return text + hint(.shutDoor) { "\(isSelected ? ":" : "; there") \($0) shuts the door" }
  }

  /// A list tells who waits and since when.
  mutating func noteArrivals(_ requests: [JoinRequest], in group: Group.ID) {
    guard let limit = settings.raid else { return }
    raids.take(requests, in: group, since: now - limit.span.seconds)
  }

  /// The log tells that somebody has asked since it was looked at before. At the earliest that was
  /// then, so that what comes all at once after a pause is not taken for a raid.
  mutating func noteArrival(_ request: JoinRequest.ID) {
    guard settings.raid != nil else { return }
    raids.take(request, since: live.lookedAt ?? now)
  }

  mutating func watchForRaids() {
    guard let limit = settings.raid else { return }
    raids.look(by: limit, at: now)
  }
}
