import Foundation
import Simulator
import Testing

@Suite struct SessionTests {
  private let create = "com.atproto.server.createSession"
  private let refresh = "com.atproto.server.refreshSession"
  private let list = "chat.bsky.convo.listConvos"

  private func open(_ simulator: Simulator) async throws -> Reply {
    try await Caller(simulator: simulator, proxy: nil).post(
      create, ["identifier": simulator.owner.handle, "password": simulator.owner.password])
  }

  private func refresh(_ simulator: Simulator, _ token: Any?) async throws -> Reply {
    try await Caller(simulator: simulator, token: token as? String, proxy: nil)
      .send(.POST, "/xrpc/\(refresh)")
  }

  private func status(_ simulator: Simulator, _ token: Any?) async throws -> Int {
    try await Caller(simulator: simulator, token: token as? String).get(list).status
  }

  @Test func signsIn() async throws {
    try await withSimulator { simulator, _ async throws in
      let owner = simulator.owner
      #expect(owner.handle == "mara.example.com")
      for identifier in [owner.handle, owner.handle.uppercased(), owner.did, "mara@example.com"] {
        let reply = try await Caller(simulator: simulator, proxy: nil).post(
          create, ["identifier": identifier, "password": owner.password])
        #expect(reply.status == 200)
        #expect(reply["did"] as? String == owner.did)
        #expect(reply["handle"] as? String == owner.handle)
        #expect(reply["active"] as? Bool == true)
        let services = reply.object("didDoc")["service"] as? [[String: Any]]
        #expect(services?.first?.text("serviceEndpoint") == simulator.url)
      }
    }
  }

  @Test func tokensAreShapedLikeJWTs() async throws {
    try await withSimulator { simulator, _ async throws in
      let reply = try await open(simulator)
      for name in ["accessJwt", "refreshJwt"] {
        let parts = try #require(reply[name] as? String).split(separator: ".")
        #expect(parts.count == 3)
        var text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        let data = try #require(Data(base64Encoded: text))
        let payload = try #require(
          try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(payload.text("sub") == simulator.owner.did)
        #expect(payload.text("scope")?.hasPrefix("com.atproto.") == true)
        #expect(Double(payload.number("exp") ?? 0) > Date().timeIntervalSince1970 + 7000)
      }
    }
  }

  @Test func refusesAWrongPassword() async throws {
    try await withSimulator { simulator, _ async throws in
      for (identifier, password) in [
        (simulator.owner.handle, "wrong"), ("nobody.example.com", simulator.owner.password),
      ] {
        let reply = try await Caller(simulator: simulator, proxy: nil).post(
          create, ["identifier": identifier, "password": password])
        #expect(reply.status == 401)
        #expect(reply.error == "AuthenticationRequired")
        #expect(reply.message == "Invalid identifier or password")
      }
    }
  }

  @Test func asksForTheMailedCode() async throws {
    try await withSimulator { simulator, _ async throws in
      simulator.requireAuthFactor("ABCDE-12345")
      #expect(try await open(simulator).status == 401)
      #expect(try await open(simulator).error == "AuthFactorTokenRequired")
      let owner = simulator.owner
      var body = [
        "identifier": owner.handle, "password": owner.password, "authFactorToken": "WRONG-00000",
      ]
      let caller = Caller(simulator: simulator, proxy: nil)
      let wrong = try await caller.post(create, body)
      #expect(wrong.status == 400)
      #expect(wrong.error == "InvalidToken")
      body["authFactorToken"] = "ABCDE-12345"
      #expect(try await caller.post(create, body).status == 200)
      simulator.requireAuthFactor(nil)
      #expect(try await open(simulator).status == 200)
    }
  }

  @Test func rotatesTokens() async throws {
    try await withSimulator { simulator, _ async throws in
      let first = try await open(simulator)
      let second = try await refresh(simulator, first["refreshJwt"])
      #expect(second.status == 200)
      #expect(second["did"] as? String == simulator.owner.did)
      #expect(second["refreshJwt"] as? String != first["refreshJwt"] as? String)
      #expect(second["accessJwt"] as? String != first["accessJwt"] as? String)
      #expect(try await status(simulator, second["accessJwt"]) == 200)
      let again = try await refresh(simulator, first["refreshJwt"])
      #expect(again.status == 200, "within the grace the old token works")
      #expect(again["refreshJwt"] as? String == second["refreshJwt"] as? String)
      #expect(try await refresh(simulator, second["refreshJwt"]).status == 200)
    }
  }

  @Test func refusesAnOldTokenAfterTheGrace() async throws {
    try await withSimulator { simulator, _ async throws in
      simulator.refreshTokenGrace = .zero
      let first = try await open(simulator)
      let second = try await refresh(simulator, first["refreshJwt"])
      let late = try await refresh(simulator, first["refreshJwt"])
      #expect(late.status == 400)
      #expect(late.error == "ExpiredToken")
      #expect(try await refresh(simulator, second["refreshJwt"]).status == 200)
    }
  }

  @Test func tellsTheTokensApart() async throws {
    try await withSimulator { simulator, caller async throws in
      let session = try await open(simulator)
      let wrong = try await refresh(simulator, session["accessJwt"])
      #expect(wrong.status == 400)
      #expect(wrong.error == "InvalidToken")
      #expect(try await status(simulator, session["refreshJwt"]) == 400)
      let other = try await Simulator.start()
      #expect(try await status(other, caller.token) == 400)
      await other.stop()
    }
  }

  @Test func tokensExpire() async throws {
    try await withSimulator { simulator, _ async throws in
      let session = try await open(simulator)
      simulator.expireAccessTokens()
      #expect(try await status(simulator, session["accessJwt"]) == 400)
      let refreshed = try await refresh(simulator, session["refreshJwt"])
      #expect(try await status(simulator, refreshed["accessJwt"]) == 200)
      simulator.accessTokenLifetime = .zero
      let short = try await refresh(simulator, refreshed["refreshJwt"])
      let reply = try await Caller(
        simulator: simulator, token: short["accessJwt"] as? String
      ).get(list)
      #expect(reply.error == "ExpiredToken")
    }
  }

  @Test func revocationEndsEverySession() async throws {
    try await withSimulator { simulator, _ async throws in
      let session = try await open(simulator)
      simulator.revokeSessions()
      #expect(try await status(simulator, session["accessJwt"]) == 400)
      let reply = try await refresh(simulator, session["refreshJwt"])
      #expect(reply.status == 400)
      #expect(reply.error == "ExpiredToken")
      #expect(try await open(simulator).status == 200)
    }
  }

  @Test func signsOutOfOneSession() async throws {
    try await withSimulator { simulator, caller async throws in
      let session = try await open(simulator)
      let reply = try await Caller(
        simulator: simulator, token: session["refreshJwt"] as? String, proxy: nil
      ).send(.POST, "/xrpc/com.atproto.server.deleteSession")
      #expect(reply.status == 200)
      #expect(reply.body.isEmpty)
      #expect(try await refresh(simulator, session["refreshJwt"]).status == 400)
      #expect(try await caller.get(list).status == 200, "the other session goes on")
    }
  }

  @Test func saysWhoseSessionItIs() async throws {
    try await withSimulator { simulator, caller async throws in
      let reply = try await caller.fitting("com.").get("com.atproto.server.getSession")
      #expect(reply["did"] as? String == simulator.owner.did)
      #expect(reply["email"] as? String == "mara@example.com")
      #expect(reply["accessJwt"] == nil)
    }
  }

  @Test func resolvesIdentities() async throws {
    try await withSimulator { simulator, _ async throws in
      let anyone = Caller(simulator: simulator, proxy: nil)
      let resolve = "com.atproto.identity.resolveHandle"
      let reply = try await anyone.get(resolve, ["handle": "mara.example.com"])
      #expect(reply["did"] as? String == simulator.owner.did)
      for wrong in ["nobody.example.com", "handle.invalid", "no handle", ""] {
        let reply = try await anyone.get(resolve, ["handle": wrong])
        #expect(reply.status == 400)
        #expect(reply.error == "InvalidRequest")
      }
      for escaped in [simulator.owner.did, simulator.owner.did.replacing(":", with: "%3A")] {
        let document = try await anyone.send(.GET, "/\(escaped)")
        #expect(document.status == 200)
        #expect(document["id"] as? String == simulator.owner.did)
        #expect(document["alsoKnownAs"] as? [String] == ["at://mara.example.com"])
        let service = try #require(document.list("service").first)
        #expect(service.text("id") == "#atproto_pds")
        #expect(service.text("serviceEndpoint") == simulator.url)
      }
      #expect(try await anyone.send(.GET, "/did:plc:aaaaaaaaaaaaaaaaaaaaaaaa").status == 404)
    }
  }
}
