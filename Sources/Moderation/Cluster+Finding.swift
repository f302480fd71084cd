extension Burst {
  /// Finds the bursts among the people waiting, of one group or of several: a raid may knock at
  /// more than one door. Somebody who asks two groups is still one person.
  ///
  /// A burst is three people or more whose requests came at most ten minutes after one another,
  /// and whose accounts were made at most an hour after one another or whose handles are nearly the
  /// same. Sets that overlap are one burst with both reasons. What is not known, when somebody
  /// asked or when an account was made, is held against nobody; and where a crowd asks at the same
  /// time, people have to be more alike than chance makes some of any crowd.
  /// - Parameter requests: in any order.
  /// - Returns: bursts that have no request in common, the one waiting longest first.
  public static func find(among requests: [JoinRequest]) -> [Burst] {
    BurstSearch(requests).bursts()
  }
}
