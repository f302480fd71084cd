import Config
import Console
import Foundation
import Testing

@testable import skydoor

@Suite struct ManualTests {
  @Test func everyCommandOptionKeyAndExitStatusIsThere() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let manual = try await skydoor.run("manual")
      #expect(manual.status == 0)
      #expect(manual.errors.isEmpty)
      for section in [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "KEYS", "FILES", "EXIT STATUS", "EXAMPLES",
      ] {
        #expect(manual.lines.contains(".SH \"\(section)\""))
      }
      for command in Skydoor.configuration.subcommands {
        let name = try #require(command.configuration.commandName)
        #expect(manual.lines.contains(".SS \"\(name)\""))
        for argument in try CommandDescription(command).arguments ?? []
        where argument.kind != .positional && argument.name != "--help" {
          #expect(
            manual.output.contains("\\fB\(argument.name.replacing("-", with: "\\-"))\\fR"),
            "\(argument.name)")
        }
      }
      for command in KeyContext.allCases.flatMap(Keymap.standard.bindings).map(\.command) {
        #expect(
          manual.lines.contains(command.summary.replacing("'", with: "\\(aq")), "\(command.summary)"
        )
      }
      for status in ExitStatus.allCases where status != .interrupted {
        #expect(manual.lines.contains("\\fB\(status.rawValue)\\fR"))
      }
    }
  }

  @Test func everySettingIsThere() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let manual = try await skydoor.run("manual")
      #expect(manual.lines.contains(".SH \"SETTINGS\""))
      for section in Configuration.described(defaultTheme: "default") {
        #expect(manual.lines.contains(".SS \"\(section.title)\""))
        for setting in section.settings {
          #expect(manual.lines.contains("\\fB\(setting.key)\\fR"), "\(setting.key)")
        }
      }
      #expect(
        manual.lines.contains(
          "How often the service is asked what is new. It must be a number from 1 to 3600; without "
            + "it, 5 holds."))
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func itIsSetWithoutAWarning() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let page = try await skydoor.shell(
        #"set -o pipefail; "$0" manual | groff -man -Tutf8 -ww -P-cbou"#)
      #expect(page.status == 0)
      #expect(page.errors.isEmpty)
      #expect(page.output.contains("skydoor reject group member ..."))
      #expect(page.output.contains("age < 7d and not is:following"))
    }
  }

  @Test func whatRoffWouldMistake() {
    #expect(RoffText.plain(#"-'"\^~`…"#).source == #"\-\(aq\(dq\(rs\(ha\(ti\(ga\[u2026]"#)
    #expect(RoffText.usage("a --b <c-d> [e]").source == #"a \fB\-\-b\fR\ \fIc\-d\fR [e]"#)
    var page = Roff("x", section: 1, footer: "")
    page.paragraph(".TH would start another page")
    #expect(page.text.hasSuffix("\n.PP\n\\&.TH would start another page\n"))
  }
}
