import Foundation
import Fuzzing
import ScriptedHTTP
import Synchronization
import Testing

@testable import ATProto

/// Answers about who an account is, and saved sessions, changed in every way.
@Suite struct IdentityFuzzTests {
  private static let document = """
    {"@context":["https://www.w3.org/ns/did/v1"],"id":"did:plc:alice","alsoKnownAs":["at://alice.test"],
    "verificationMethod":[{"id":"did:plc:alice#atproto","type":"Multikey"}],
    "service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer",
    "serviceEndpoint":"https://pds.test"}]}
    """

  @Test func everyLookUpEndsInAnAccountOrSaysWhyNot() async throws {
    try await Fuzz.rounds("identities", 60, of: "look-ups") { random in
      let shared = Mutex(random)
      return try await ScriptedServer.run { request in
        shared.withLock { Self.reply(to: request, using: &$0) }
      } _: { server in
        let (host, client) = (try server.host, XRPCClient())
        let resolver = IdentityResolver(client: client, service: host, directory: host) { _ in
          host
        }
        for _ in 0..<4 {
          try await survive { () async throws(IdentityError) in
            try await resolver.resolve(Handle("alice.test")!)
          }
          try await survive { () async throws(IdentityError) in
            try await resolver.resolve(DID("did:plc:alice")!)
          }
        }
        await client.shutdown()
        return 8
      }
    }
  }

  private static func reply(
    to request: ScriptedServer.Request, using random: inout SplitMix
  ) -> ScriptedServer.Reply {
    let truth =
      switch request.path {
      case "/xrpc/com.atproto.identity.resolveHandle": #"{"did":"did:plc:alice"}"#
      case "/.well-known/atproto-did": "did:plc:alice\n"
      case _: document
      }
    switch random.below(10) {
    case 0..<4: return .json(truth)
    case 4..<8:
      guard let json = try? JSONDecoder().decode(JSON.self, from: Data(truth.utf8)) else {
        return .answer(200, [:], HostileText.random(using: &random))
      }
      return .json(json.mutated(using: &random).mutated(using: &random).text)
    case 8: return .answer(random.pick([204, 302, 400, 404, 429, 500]), ["Location": "/"], truth)
    case _: return .raw(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + random.mutated(Array(truth.utf8)))
    }
  }

  private func survive(
    _ look: () async throws(IdentityError) -> Identity
  ) async throws {
    do {
      let identity = try await look()
      try #require(identity.host.isSecure || identity.host.isLoopback)
    } catch let error as IdentityError {
      try #require(!"\(error)".isEmpty)
    }
  }

  @Test func aDamagedSessionFileIsSaidOrHoldsASession() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let session = try SessionStoreTests.session()
      try store.save(session)
      let path = directory + "/did:plc:alice.json"
      let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
      try await Fuzz.rounds("session files", 400, of: "files") { random in
        let isTree = random.oneIn(2)
        let json = try JSONDecoder().decode(JSON.self, from: Data(whole))
        let bytes = isTree ? Array(json.mutated(using: &random).text.utf8) : random.mutated(whole)
        try PrivateFile.write(Data(bytes), to: path, in: directory, isDurable: false)
        try PrivateFile.write(
          Data(random.mutated(Array("did:plc:alice\n".utf8))), to: directory + "/default",
          in: directory, isDurable: false)
        _ = try store.defaultAccount()
        do {
          let read = try #require(try store.load(session.did))
          _ = AccessToken.expiry(of: read.accessToken)
          try #require(read.host.isSecure || read.host.isLoopback)
        } catch SessionStoreError.damaged(path, let reason) {
          try #require(!reason.isEmpty)
        }
        return 1
      }
    }
  }

  @Test func anyTextIsATokenWithAnEndOrNot() async throws {
    try await Fuzz.rounds("tokens", 2_000, of: "tokens") { random in
      _ = AccessToken.expiry(
        of: String(decoding: random.mutated(Array(jwt(endingIn: 60).utf8)), as: UTF8.self))
      _ = Date(lexiconDatetime: random.mutated("2026-09-18T11:13:20.123+02:00", words: ["9", "Z"]))
      _ = Date(httpDate: random.mutated("Sun, 06 Nov 1994 08:49:37 GMT", words: ["99", "Feb"]))
      let text = HostileText.random(using: &random)
      for text in ["did:\(text)", "did:plc:\(text)", text] {
        if let did = DID(text) { try #require("\(did)" == text) }
        _ = Handle(text)
        _ = NSID(text)
        _ = try? ServiceURL("https://\(text)")
      }
      return 1
    }
  }
}
