/// An account, as its profile shows it.
struct Person {
  var did: String
  var handle: String
  /// Nil where none was ever set.
  var displayName: String?
  var bio = ""
  var hasAvatar = false
  var createdAt: Milliseconds
  var followers = 0
  var follows = 0
  var posts = 0
  /// Label values put on it by Bluesky's own labeler.
  var labels: [String] = []
  var isVerified = false
  /// The owner of the world follows it.
  var isFollowed = false
  /// It follows the owner of the world.
  var isFollower = false
  /// How many of those whom the owner follows follow it.
  var knownFollowers = 0
}
