import Foundation
import PseudoTerminal
import ScriptedHTTP
import Simulator
import Synchronization
import Testing

/// Files that can't be read are not told as absent.
@Suite struct UnreadableFileTests {
  /// Puts a link in a circle in the place of a file or a directory.
  private func circle(_ path: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try? files.removeItem(atPath: path)
    try files.createSymbolicLink(atPath: path, withDestinationPath: path)
  }

  private func directory(_ path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private func file(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(atPath: path)
    try Data("in the way".utf8).write(to: URL(filePath: path))
  }

  // MARK: the configuration

  @Test(arguments: ["circle", "directory", "file on the way", "dead link", "not UTF-8"])
  func theConfiguration(_ obstacle: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let path = skydoor.home + "/.config/skydoor/config.toml"
      switch obstacle {
      case "circle": try circle(path)
      case "directory": try directory(path)
      case "file on the way": try file(skydoor.home + "/.config/skydoor")
      case "dead link":
        try directory(skydoor.home + "/.config/skydoor")
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: "/nowhere/config.toml")
      default:
        try file(path)
        try Data("[console]\ntheme = \"\u{e9}".utf16.map { UInt8($0) }).write(
          to: URL(filePath: path))
      }
      for command in [
        ["config", "check"], ["config", "show"], ["keys"], ["themes"],
        ["sweep", "--rule", "r", "--dry-run"], ["door", "shut", "--all", "--dry-run"],
      ] {
        let ending = try await skydoor.run(command)
        #expect(ending.status == 78, "\(command) \(ending)")
        #expect(ending.errors.contains("can't be read"), "\(command) \(ending)")
        #expect(ending.errors.contains(skydoor.home + "/.config/skydoor"))
        #expect(ending.output.isEmpty)
      }
      // Who reads no configuration has no need of it.
      #expect(try await skydoor.run("groups").status == 0)
      let terminal = try skydoor.console(undoSeconds: nil)
      #expect(try await terminal.exit() == .exited(78))
      terminal.expectRestored()
    }
  }

  @Test func theThemes() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let path = skydoor.home + "/.config/skydoor/themes"
      try circle(path)
      let themes = try await skydoor.run("themes")
      #expect(themes.status == 78)
      #expect(themes.output.contains("harbour"))
      #expect(themes.errors.contains("\(path): Too many levels of symbolic links."))
      let check = try await skydoor.run("config", "check")
      #expect(check.status == 78)
      #expect(check.output.contains("\(path): Too many levels of symbolic links."))
      #expect(try await skydoor.run("themes", "mine").status == 78)
      // Is there one of the owner's own of that name? Nobody knows.
      #expect(try await skydoor.run("themes", "ember").status == 78)

      try FileManager.default.removeItem(atPath: path)
      try directory(path + "/mine.toml")
      try skydoor.configure("[console]\ntheme = \"mine\"")
      let one = try await skydoor.run("config", "check")
      #expect(one.status == 78)
      #expect(one.output == "\(path)/mine.toml:1:1: the file can't be read: Is a directory\n")
    }
  }

  // MARK: what the state directory holds

  @Test(arguments: ["circle", "directory", "file on the way"])
  func theJournal(_ obstacle: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let journals = skydoor.home + "/.local/state/skydoor/journals"
      let path = "\(journals)/\(skydoor.simulator.owner.did).sqlite"
      switch obstacle {
      case "circle": try circle(path)
      case "directory": try directory(path)
      default: try file(journals)
      }
      for command in [
        ["history"], ["history", "--json"], ["door"], ["door", "--json"],
        ["requests", "--where", "asked > 1"],
        ["reject", try skydoor.group().id, "jo.test"], ["door", "shut", "--all", "--yes"],
      ] {
        let ending = try await skydoor.run(command)
        #expect(ending.status == 77, "\(command) \(ending)")
        #expect(ending.errors.contains("The journal can't be"), "\(command) \(ending)")
        #expect(ending.errors.contains(journals), "\(command) \(ending)")
        #expect(ending.output.isEmpty, "\(command) \(ending)")
      }
      #expect(try skydoor.group().waiting.count == 1)
    }
  }

  @Test func theSessionsAndWhichIsTheDefaultOne() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try circle(skydoor.sessions + "/default")
      for command in ["accounts", "groups"] {
        let ending = try await skydoor.run(command)
        #expect(ending.status == 77)
        #expect(ending.errors.contains("\(skydoor.sessions)/default"))
      }
      #expect(
        try await skydoor.run("groups", "--account", skydoor.simulator.owner.handle).status == 0)
      try FileManager.default.removeItem(atPath: skydoor.sessions)
      try circle(skydoor.sessions)
      for command in ["accounts", "groups", "logout"] {
        let ending = try await skydoor.run(command)
        #expect(ending.status == 77)
        #expect(ending.errors.contains("\(skydoor.sessions) can't be read: Too many levels"))
      }
      let terminal = try skydoor.console(undoSeconds: nil)
      #expect(try await terminal.exit() == .exited(77))
      #expect(!terminal.screen.contains("No account is signed in"))
    }
  }

  // MARK: the cache

  @Test func aCacheStopsNobodyAndIsNamedWhereItIsAskedFor() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let path = "\(skydoor.home)/.cache/skydoor/\(skydoor.simulator.owner.did).groups"
      try directory(path + "/deep")
      #expect(try await skydoor.run("groups").status == 0)
      let terminal = try skydoor.atTerminal("status", "--cached")
      #expect(try await terminal.exit() == .exited(69))
      #expect(terminal.screen.lines.joined().contains("\(path) can't be read: Is a directory."))
      // A prompt is still not disturbed.
      let piped = try await skydoor.run("status", "--cached")
      #expect(piped.status == 69 && piped.errors.isEmpty)
    }
  }

  // MARK: what nobody may enter

  /// Root may read everything: the program is run as somebody else.
  @Test(.enabled(if: getuid() != 0 || FileManager.default.fileExists(atPath: "/usr/bin/setpriv")))
  func whatTheOwnerMayNotEnter() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure("[console]\nascii = true")
      let path = skydoor.home + "/.config/skydoor"
      chmod(path, 0)
      let user = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
      for command in ["config check", "keys"] {
        let ending = try await skydoor.shell("exec \(user) $0 \(command)")
        #expect(ending.status == 78, "\(ending)")
        #expect(ending.errors.contains("\(path)/config.toml can't be read: Permission denied."))
        #expect(ending.output.isEmpty)
      }
      chmod(path, 0o700)
    }
  }
}

/// No room on the disk.
@Suite struct FullDiskTests {
  private static let refresh = "com.atproto.server.refreshSession"
  private static let signIn = "com.atproto.server.createSession"

  @Test func nobodyIsSignedOutBecauseTheDiskIsFull() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let full = "ulimit -f 0; exec $0 groups"
      // The token is good: there is no need of room.
      #expect(try await skydoor.shell(full).status == 0)

      skydoor.simulator.expireAccessTokens()
      for _ in 1...2 {
        let ending = try await skydoor.shell(full)
        #expect(ending.status == 77, "\(ending)")
        #expect(ending.errors.contains("nothing can be written to \(skydoor.sessions)"))
        #expect(ending.errors.contains("You stay signed in."))
      }
      #expect(skydoor.calls(Self.refresh).isEmpty)

      #expect(try await skydoor.run("groups").status == 0)
      #expect(skydoor.calls(Self.refresh).count == 1)
    }
  }

  @Test func nobodySignsInToASessionThatCannotBeKept() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let ending = try await skydoor.shell(
        "ulimit -f 0; echo \(owner.password) | "
          + "$0 login \(owner.handle) --service \(skydoor.simulator.url) --password-stdin")
      #expect(ending.status == 77, "\(ending)")
      #expect(ending.errors.contains("can't be saved"))
      #expect(skydoor.calls(Self.signIn).isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: skydoor.sessions) == [])
    }
  }

  @Test func nothingIsDecidedOnAFullDisk() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let ending = try await skydoor.shell(
        "ulimit -f 0; exec $0 reject \(try skydoor.group().id) jo.test")
      #expect(ending.status == 77, "\(ending)")
      #expect(ending.errors.contains("The journal can't be"))
      #expect(try skydoor.group().waiting.count == 1)
    }
  }

  /// The room is there when the call goes out, and is gone when the answer comes.
  private func withoutRoom(
    _ body: (_ skydoor: CommandLineFixture, _ room: String) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let did = skydoor.simulator.owner.did
      let room = "\(skydoor.sessions)/.\(did).next"
      let handler: ScriptedServer.Handler = { request in
        switch request.nsid {
        case Self.refresh:
          try? FileManager.default.removeItem(atPath: room)
          try? FileManager.default.createDirectory(
            atPath: room, withIntermediateDirectories: false)
          return .json(
            """
            {"accessJwt":"access-2","refreshJwt":"refresh-2","handle":"me.test","did":"\(did)"}
            """)
        case _ where request.token == "access-1":
          return .json(#"{"error":"ExpiredToken","message":"No"}"#, status: 400)
        case "chat.bsky.convo.getLog": return .json(#"{"cursor":"1","logs":[]}"#)
        default: return .json(#"{"convos":[]}"#)
        }
      }
      try await ScriptedServer.run(handler) { server in
        try FileManager.default.createDirectory(
          atPath: skydoor.sessions, withIntermediateDirectories: true)
        let path = "\(skydoor.sessions)/\(did).json"
        try Data(
          """
          {"did":"\(did)","handle":"me.test","host":"\(try server.host)",
          "accessToken":"access-1","refreshToken":"refresh-1"}
          """.utf8
        ).write(to: URL(filePath: path))
        chmod(path, 0o600)
        try await body(skydoor, room)
      }
    }
  }

  @Test func tokensThatCouldNotBeSavedAreUsedAndSaid() async throws {
    try await withoutRoom { skydoor, room in
      let ending = try await skydoor.run("groups", "--json")
      #expect(ending.status == 0, "\(ending)")
      #expect(
        ending.errors.hasPrefix(
          "skydoor: The refreshed session could not be saved: Is a directory. Only this program has it now."
        ))
      #expect(ending.errors.count { $0 == "\n" } == 1)
    }
  }

  @Test func theConsoleSaysSoAndGoesOn() async throws {
    try await withoutRoom { skydoor, room in
      let terminal = try skydoor.console(columns: 120)
      try await terminal.wait { screen in
        screen.contains("0 groups")
          && screen.lines.last?.contains("The refreshed session could not be saved") == true
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }
}
