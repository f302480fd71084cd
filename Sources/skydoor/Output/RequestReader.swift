import ATProto
import Moderation

/// Reads the people waiting, with all that a filter asks about.
struct RequestReader: Sendable {
  private let service: GroupService
  private let needsProfile: Bool
  /// Nil where it is not asked for.
  private let memories: [DID: Memory]?

  /// - Parameter filter: nil for the requests alone.
  init(_ service: GroupService, for filter: Filter?) async throws(Fault) {
    self.service = service
    needsProfile = filter?.needsProfile ?? false
    // A filter that acts on labels is not to go by the labelers of hours ago.
    if filter?.needsLabels == true { await service.readLabelers() }
    memories = filter?.needsMemory == true ? try await service.memories() : nil
  }

  /// Looks up what there is to know about a page of people.
  func read(_ page: [JoinRequest]) async throws(Fault) -> [ListedRequest] {
    var profiles: [DID: Profile] = [:]
    if needsProfile {
      for profile in try await service.profiles(of: page.map(\.person.did)) {
        profiles[profile.did] = profile
      }
    }
    return page.map { request in
      let did = request.person.did
      return ListedRequest(
        request, profile: profiles[did],
        asked: memories.map { ($0[did] ?? Memory()).asked(with: request) })
    }
  }
}
