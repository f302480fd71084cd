import ATProto
import Moderation

/// Reads the people waiting, with all that a filter asks about.
struct RequestReader: Sendable {
  private let service: GroupService
  private let needsProfile: Bool
  /// Nil where it is not asked for.
  private let personHistories: [DID: PersonHistory]?

  /// - Parameter filter: nil for the requests alone.
  init(_ service: GroupService, for filter: Filter?) async throws(Fault) {
    self.service = service
    needsProfile = filter?.needsProfile ?? false
    // A filter that acts on labels is not to go by the labelers of hours ago.
    if filter?.needsLabels == true { await service.readLabelers() }
    personHistories = filter?.needsPersonHistory == true ? try await service.personHistories() : nil
  }

  /// Looks up what there is to know about a page of people.
  /// - Returns: the people, and how many of their profiles could not be read.
  func read(_ page: LossyArray<JoinRequest>) async throws(Fault) -> LossyArray<ListedRequest> {
    let found: LossyArray<Profile> =
      needsProfile ? try await service.profiles(of: page.map(\.person.did)) : []
    let profiles = Dictionary(found.map { ($0.did, $0) }, uniquingKeysWith: { $1 })
    return found.with(
      page.map { request in
        let did = request.person.did
        return ListedRequest(
          request, profile: profiles[did],
          asked: personHistories.map {
            ($0[did] ?? PersonHistory()).asked(requestedAt: request.requestedAt)
          })
      })
  }
}
