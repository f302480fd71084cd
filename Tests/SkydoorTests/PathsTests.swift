import Testing

@testable import skydoor

@Suite struct PathsTests {
  @Test func defaultsAreUnderHome() throws {
    let paths = try Paths(environment: ["HOME": "/home/jo"])
    #expect(paths.config == "/home/jo/.config/skydoor")
    #expect(paths.sessions == "/home/jo/.local/state/skydoor/sessions")
    #expect(paths.cache == "/home/jo/.cache/skydoor")
  }

  @Test func environmentGoesFirst() throws {
    let paths = try Paths(environment: [
      "XDG_CONFIG_HOME": "/etc/jo", "XDG_STATE_HOME": "/var/jo", "XDG_CACHE_HOME": "/tmp/jo",
    ])
    #expect(paths.config == "/etc/jo/skydoor")
    #expect(paths.state == "/var/jo/skydoor")
    #expect(paths.cache == "/tmp/jo/skydoor")
  }

  @Test(arguments: ["", "relative", "~/state"])
  func relativeDirectoriesAreIgnored(_ directory: String) throws {
    let paths = try Paths(environment: ["HOME": "/home/jo", "XDG_STATE_HOME": directory])
    #expect(paths.state == "/home/jo/.local/state/skydoor")
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "here"]])
  func nowhere(_ environment: [String: String]) throws {
    let error = try #require(throws: CommandError.self) { try Paths(environment: environment) }
    #expect(error.status == .badConfiguration)
  }
}
