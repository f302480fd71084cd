import Foundation
import Simulator
import Testing

@Suite struct LoginTests {
  @Test func passwordFromStandardInputSignsIn() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let login = try await skydoor.signIn()
      #expect(login.status == 0)
      let host = skydoor.simulator.url.replacing("http://", with: "")
      #expect(login.errors == "Signed in as @\(skydoor.simulator.owner.handle) at \(host).\n")
      #expect(login.output.isEmpty)

      let accounts = try await skydoor.run("accounts", "--json")
      let owner = skydoor.simulator.owner
      #expect(
        accounts.output == """
          {"did":"\(owner.did)","handle":"\(owner.handle)","host":"\(skydoor.simulator.url)",\
          "default":true}

          """)
    }
  }

  @Test func sessionIsPrivateAndPasswordIsNowhere() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      #expect(try await skydoor.signIn().status == 0)
      let files = FileManager.default
      #expect(try mode(skydoor.sessions) == 0o700)
      let names = try files.subpathsOfDirectory(atPath: skydoor.home)
      #expect(names.contains { $0.hasPrefix(".local/state/skydoor/sessions/") })
      for name in names {
        let path = skydoor.home + "/" + name
        guard let data = files.contents(atPath: path) else { continue }
        #expect(try mode(path) == 0o600, "\(name)")
        #expect(data.range(of: Data(skydoor.simulator.owner.password.utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func passwordAndTokensStayOutOfTheLog() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let log = skydoor.home + "/log"
      #expect(try await skydoor.signIn("--log", log).status == 0)
      #expect(try await skydoor.run("groups", "--log", log).status == 0)
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(try mode(log) == 0o600)
      #expect(text.contains("com.atproto.server.createSession"))
      #expect(text.contains("chat.bsky.convo.listConvos"))
      #expect(!text.contains(skydoor.simulator.owner.password))
      let tokens = skydoor.simulator.calls.compactMap { $0.headers["authorization"] }
      #expect(!tokens.isEmpty)
      for token in tokens { #expect(!text.contains(token.replacing("Bearer ", with: ""))) }
    }
  }

  @Test func wrongPassword() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let login = try await skydoor.signIn(password: "wrong")
      #expect(login.status == 77)
      #expect(login.errors.hasPrefix("skydoor: "))
      #expect(login.errors.count { $0 == "\n" } == 1)
      #expect(try await skydoor.run("accounts", "--json").output.isEmpty)
    }
  }

  @Test func secondFactor() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 401,
            body: #"{"error":"AuthFactorTokenRequired","message":"A code has been mailed."}"#),
          on: "com.atproto.server.createSession"))
      let asked = try await skydoor.signIn()
      #expect(asked.status == 77)
      #expect(asked.errors.contains("--auth-factor CODE"))

      #expect(try await skydoor.signIn("--auth-factor", "ABCDE-12345").status == 0)
      let bodies = skydoor.calls("com.atproto.server.createSession").map(\.body)
      #expect(bodies.count == 2)
      #expect(bodies.first?.contains("authFactorToken") == false)
      #expect(bodies.last?.contains("ABCDE-12345") == true)
    }
  }

  @Test func offATerminalNothingIsAskedFor() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let login = try await skydoor.run("login", skydoor.simulator.owner.handle)
      #expect(login.status == 64)
      #expect(login.errors.contains("--password-stdin"))
      #expect(skydoor.simulator.calls.isEmpty)
    }
  }

  @Test(arguments: ["http://example.com", "ftp://127.0.0.1", "not a url"])
  func badService(_ service: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let login = try await skydoor.run(
        "login", "owner.test", "--service", service, "--password-stdin")
      #expect(login.status == 64)
      #expect(login.errors.contains(service))
    }
  }

  @Test func signingOutEndsTheSession() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let logout = try await skydoor.run("logout")
      #expect(logout.status == 0)
      #expect(skydoor.calls("com.atproto.server.deleteSession").count == 1)
      #expect(try await skydoor.run("groups").status == 77)
      #expect(try await skydoor.run("accounts", "--json").output.isEmpty)
    }
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
