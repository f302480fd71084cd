/// What only a group has.
struct GroupConvo {
  var name: String
  let createdAt: Milliseconds
  let memberLimit: Int
  var lock = SimulatedGroup.Lock.unlocked
  /// The lock is the service's own, not the owner's.
  var lockIsModeration = false
  var link: JoinLink?
  var waiting = WaitingList()
  /// Requests up to here have been looked at.
  var readAt: Milliseconds
}
