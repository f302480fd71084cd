import Moderation

extension Profile {
  /// `12 followers · 80 follows · 3 posts`, as far as the service has said.
  var countsText: String {
    [
      followers.map { "\($0) \($0 == 1 ? "follower" : "followers")" },
      follows.map { "\($0) follows" },
      posts.map { "\($0) \($0 == 1 ? "post" : "posts")" },
    ].compactMap { $0 }.joined(separator: " · ")
  }
}
