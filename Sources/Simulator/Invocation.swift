/// A call that may go to work: known method, valid token, sound input.
struct Invocation {
  /// Serial number of the account that calls. Means nothing to a method that anyone may call.
  let viewer: Int
  /// The bearer token; empty where none is needed.
  let token: String
  let parameters: Parameters
  let input: Fields
  let now: Milliseconds
  /// Whose labels are to be on profiles.
  let labelers: LabelerSelection
}
