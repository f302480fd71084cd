import ATProto
import Foundation
import Moderation

/// Reads the people waiting, with all that a filter asks about.
struct RequestReader: Sendable {
  private let service: GroupService
  /// Profiles are looked up.
  let needsProfile: Bool
  /// Nil where the filter does not ask for it.
  private let personHistories: [DID: PersonHistory]?

  /// - Parameters:
  ///   - filter: nil for everybody.
  ///   - needsProfile: profiles are wanted, whatever the filter asks about.
  init(
    _ service: GroupService, for filter: Filter?, needsProfile: Bool = false
  ) async throws(Fault) {
    self.service = service
    self.needsProfile = needsProfile || filter?.needsProfile == true
    // A filter that tests labels needs the labelers of now, not those of hours ago.
    if filter?.needsLabels == true { await service.readLabelers() }
    personHistories = filter?.needsPersonHistory == true ? try await service.personHistories() : nil
  }

  /// Reads everybody who waits in a group, page by page.
  /// - Parameter wantsMore: asked before each page.
  /// - Returns: what could not be read.
  func read(
    _ group: Group, while wantsMore: () -> Bool = { true },
    _ body: ([ListedRequest]) throws -> Void
  ) async throws -> [UnreadableEntries] {
    var (requests, profiles) = (0, 0)
    var pages = service.requests(in: group.id).makeAsyncIterator()
    while wantsMore(), let page = try await pages.next() {
      let read = try await lookUp(page)
      requests += page.unreadable
      profiles += read.unreadable
      try body(read.elements)
    }
    return [
      UnreadableEntries(requests, .request, of: group),
      UnreadableEntries(profiles, .profile, of: group),
    ]
  }

  /// Looks up what there is to know about a page of people.
  /// - Returns: the people, and how many of their profiles could not be read.
  private func lookUp(
    _ page: LossyArray<JoinRequest>
  ) async throws(Fault) -> LossyArray<ListedRequest> {
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

/// A request as a command lists it, with what was looked up about the person.
struct ListedRequest: Sendable {
  let request: JoinRequest
  /// Nil where it was not asked for, or the service has none.
  let profile: Profile?
  /// How many times this person has asked; nil where it was not asked for.
  let asked: Int?

  init(_ request: JoinRequest, profile: Profile? = nil, asked: Int? = nil) {
    var request = request
    if let profile { request.person.update(from: profile) }
    self.request = request
    self.profile = profile
    self.asked = asked
  }

  /// Everything that a filter can test.
  func subject(in group: Group, now: Date) -> FilterSubject {
    FilterSubject(
      request.person, requestedAt: request.requestedAt, groupName: group.name, now: now,
      profile: profile, asked: asked)
  }
}

extension ListedRequest {
  /// As `requests --json` prints it, and as `reject --stdin` takes it.
  /// - Parameter showsProfile: profiles were asked for. What the service did not tell is null.
  func json(groupName: String, showsProfile: Bool) -> JSONValue {
    let person = request.person
    let members: [JSONValue.Member] =
      .group(request.group, groupName) + person.identityFields
      + [.init("requestedAt", .date(request.requestedAt))] + person.evidenceFields
    let counts: [JSONValue.Member] = [
      .init("followers", .number(profile?.followers)),
      .init("follows", .number(profile?.follows)),
      .init("posts", .number(profile?.posts)),
    ]
    return .object(showsProfile ? members + counts : members)
  }
}
