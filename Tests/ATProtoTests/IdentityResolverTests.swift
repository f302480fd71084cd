import Foundation
import ScriptedHTTP
import Synchronization
import Testing

@testable import ATProto

@Suite(.timeLimit(.minutes(10))) struct IdentityResolverTests {
  /// One server for everything: the service, the directory and the handle's own web server.
  private struct World: Sendable {
    /// What `resolveHandle` says; nil for `HandleNotFound`.
    var handles = ["alice.test": "did:plc:alice"]
    /// What the directory has, by path.
    var documents: [String: String] = ["/did:plc:alice": Self.document()]
    /// What `/.well-known/atproto-did` says.
    var wellKnown: String?
    var serviceIsDown = false
    var directoryIsDown = false

    static func document(
      id: String = "did:plc:alice", aliases: [String] = ["at://alice.test"],
      service: String = "#atproto_pds", type: String = "AtprotoPersonalDataServer",
      endpoint: String = "https://pds.test"
    ) -> String {
      let aliases = aliases.map { "\"\($0)\"" }.joined(separator: ",")
      return """
        {"@context":["https://www.w3.org/ns/did/v1"],"id":"\(id)","alsoKnownAs":[\(aliases)],
        "verificationMethod":[],"service":[{"id":"#other","type":"Other","serviceEndpoint":{"a":1}},
        {"id":"\(service)","type":"\(type)","serviceEndpoint":"\(endpoint)"}]}
        """
    }

    @Sendable func reply(to request: ScriptedServer.Request) async -> ScriptedServer.Reply {
      switch request.path {
      case "/xrpc/com.atproto.identity.resolveHandle":
        if serviceIsDown { return .close }
        let handle = request.target.split(separator: "=").last.map(String.init) ?? ""
        return handles[handle].map { .json(#"{"did":"\#($0)"}"#) }
          ?? .json(#"{"error":"HandleNotFound"}"#, status: 400)
      case "/.well-known/atproto-did":
        return wellKnown.map { .answer(200, ["Content-Type": "text/plain"], $0) } ?? .answer(404)
      default:
        if directoryIsDown { return .close }
        return documents[request.path].map { .json($0) } ?? .answer(404, [:], "no such document")
      }
    }
  }

  private func withResolver<Result: Sendable>(
    _ world: World, _ body: (IdentityResolver, ScriptedServer) async throws -> Result
  ) async throws -> Result {
    try await ScriptedServer.run(world.reply) { server in
      let host = try server.host
      return try await body(
        IdentityResolver(client: XRPCClient(), service: host, directory: host) { _ in host }, server
      )
    }
  }

  private func resolve(handle: String = "alice.test", in world: World) async throws -> Identity {
    try await withResolver(world) { resolver, _ in try await resolver.resolve(Handle.test(handle)) }
  }

  private func failure(
    handle: String = "alice.test", in world: World
  ) async throws -> IdentityError? {
    try await withResolver(world) { resolver, _ in
      let handle = try Handle.test(handle)
      do throws(IdentityError) {
        _ = try await resolver.resolve(handle)
        return nil
      } catch {
        return error
      }
    }
  }

  private func failure(did: String, in world: World) async throws -> IdentityError? {
    try await withResolver(world) { resolver, _ in
      let did = try DID.test(did)
      do throws(IdentityError) {
        _ = try await resolver.resolve(did)
        return nil
      } catch {
        return error
      }
    }
  }

  private func alice(host: String = "https://pds.test") throws -> Identity {
    Identity(did: try .test(), handle: try .test(), host: try ServiceURL(host))
  }

  @Test func fromTheHandleToTheHost() async throws {
    #expect(try await resolve(in: World()) == alice())
  }

  @Test func fromTheDIDToTheHostWithTheHandleLookedUpAsWell() async throws {
    try await withResolver(World()) { resolver, server in
      let identity = try await resolver.resolve(DID.test())
      #expect(try identity == alice())
      #expect(
        server.requests.map(\.path) == [
          "/did:plc:alice", "/xrpc/com.atproto.identity.resolveHandle",
        ])
    }
  }

  @Test
  func asksTheHandlesOwnServerWhereTheServiceDoesNotKnowOrIsDown() async throws {
    var world = World(handles: [:])
    world.wellKnown = " did:plc:alice\n"
    #expect(try await resolve(in: world) == alice())
    world.serviceIsDown = true
    #expect(try await resolve(in: world) == alice())
  }

  @Test func aServiceWithAFullIdAndOneOfSeveralNames() async throws {
    var world = World()
    world.documents["/did:plc:alice"] = World.document(
      aliases: ["https://alice.test", "at://Old.Test", "at://Alice.TEST"],
      service: "did:plc:alice#atproto_pds")
    #expect(try await resolve(in: world) == alice())
  }

  @Test func noSuchHandleNoSuchDID() async throws {
    #expect(try await failure(handle: "bob.test", in: World()) == .notFound("bob.test"))
    for did in [
      "did:plc:bob", "did:key:zQ3", "did:web:a.test:path", "did:web:127.0.0.1",
      "did:web:a.test%3A80",
    ] {
      #expect(try await failure(did: did, in: World()) == .notFound(did))
    }
  }

  @Test
  func whatIsNotADIDAtTheHandlesOwnServerDoesNotCount() async throws {
    var world = World(handles: [:])
    for page in ["<html>Welcome</html>", "", String(repeating: "x", count: 100_000)] {
      world.wellKnown = page
      #expect(try await failure(in: world) == .notFound("alice.test"))
    }
  }

  @Test func aHandleThatTheDocumentDoesNotClaim() async throws {
    var world = World()
    world.documents["/did:plc:alice"] = World.document(aliases: ["at://other.test"])
    #expect(try await failure(in: world) == .mismatch(handle: try .test(), did: try .test()))
    world.handles["other.test"] = "did:plc:mallory"
    #expect(
      try await failure(did: "did:plc:alice", in: world)
        == .mismatch(handle: try .test("other.test"), did: try .test()))
    world.documents["/did:plc:alice"] = World.document(aliases: [])
    #expect(
      try await failure(did: "did:plc:alice", in: world)
        == .mismatch(handle: .invalid, did: try .test()))
  }

  @Test
  func aDocumentThatIsNotThisAccountsOrNoneAtAll() async throws {
    for document in [
      World.document(id: "did:plc:mallory"), "", "[]", "{}", "<html>",
    ] {
      var world = World()
      world.documents["/did:plc:alice"] = document
      #expect(try await failure(in: world) == .notFound("did:plc:alice"))
    }
  }

  @Test func aDocumentThatIsTooLongToBeOne() async throws {
    var world = World()
    world.documents["/did:plc:alice"] = World.document(
      aliases: ["at://alice.test", String(repeating: "x", count: 100_000)])
    #expect(try await failure(in: world) == .unreachable("answer too large"))
  }

  @Test(arguments: [
    World.document(endpoint: "http://pds.test"), World.document(endpoint: "https://pds.test/x"),
    World.document(type: "Other"), World.document(service: "#other_pds"),
    World.document(service: "did:plc:mallory#atproto_pds"),
  ])
  func aDocumentWithoutAHostThatCanBeUsed(document: String) async throws {
    var world = World()
    world.documents["/did:plc:alice"] = document
    #expect(try await failure(in: world) == .noHost(try .test()))
  }

  @Test func nobodyToAsk() async throws {
    var world = World()
    world.serviceIsDown = true
    #expect(try await failure(in: world) == .unreachable("no answer: the connection was closed"))
    world = World(directoryIsDown: true)
    #expect(try await failure(in: world) == .unreachable("no answer: the connection was closed"))
  }

  @Test func didWebOnThisMachineForDevelopment() async throws {
    let documents = Mutex<[String: String]>([:])
    let handler: ScriptedServer.Handler = { request in
      await World(
        handles: ["alice.test": documents.withLock { $0["did"] } ?? ""],
        documents: documents.withLock { $0 }
      )
      .reply(to: request)
    }
    try await ScriptedServer.run(handler) { server in
      let did = "did:web:localhost%3A\(server.port)"
      documents.withLock {
        $0["did"] = did
        $0["/.well-known/did.json"] = World.document(id: did, endpoint: "http://127.0.0.1:2583")
      }
      let resolver = IdentityResolver(client: XRPCClient(), service: try server.host)
      let identity = try await resolver.resolve(Handle.test())
      #expect(identity.did.description == did)
      #expect(identity.host.description == "http://127.0.0.1:2583")
    }
  }
}
