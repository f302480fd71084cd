import Foundation
import PseudoTerminal
import Testing

/// `skydoor demo --serve`: the demo's service, for the commands.
@Suite struct DemoServiceTests {
  @Test func whatItPrintsSignsInAndEveryCommandWorks() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let service = try skydoor.atTerminal("demo", "--serve", "--groups", "2", "--requests", "20")
      try await service.wait(for: "^C ends the service")
      let printed = String(decoding: service.output, as: UTF8.self)
      let commands = printed.split(separator: "\r\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let export = try #require(commands.first { $0.hasPrefix("export ") })
      let login = try #require(commands.first { $0.hasPrefix("echo ") })
      let script = """
        skydoor() { "$program" "$@"; }; program=$0
        \(export)
        \(login) && skydoor requests --json && skydoor accounts --json
        """
      let ending = try await skydoor.shell(script)
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(try ending.json().count == 21)
      // Nothing of it is beside the accounts that are the user's own.
      #expect(try await skydoor.run("accounts", "--json").output == "")
      service.send("\u{03}")
      #expect(try await service.exit() == .exited(130))
      let home = try #require(export.firstMatch(of: /XDG_STATE_HOME=(\S+)\/state/)?.1)
      #expect(!FileManager.default.fileExists(atPath: String(home)))
    }
  }

  @Test(arguments: ["--ascii", "--read-only", "--theme=mono"])
  func whatIsAboutTheConsoleIsRefused(_ option: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("demo", "--serve", option)
      #expect(ending.status == 64)
      #expect(ending.errors.contains("--serve"))
    }
  }
}
