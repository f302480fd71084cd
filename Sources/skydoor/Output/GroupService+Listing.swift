import Moderation

extension GroupService {
  /// A page of requests as commands work with them.
  /// - Parameter withProfiles: look the full profiles up.
  func listed(
    _ page: [JoinRequest], withProfiles: Bool
  ) async throws(Fault) -> [ListedRequest] {
    guard withProfiles else { return page.map { ListedRequest($0) } }
    let profiles = Dictionary(
      try await profiles(of: page.map(\.person.did)).map { ($0.did, $0) },
      uniquingKeysWith: { $1 })
    return page.map { ListedRequest($0, profile: profiles[$0.person.did]) }
  }
}
