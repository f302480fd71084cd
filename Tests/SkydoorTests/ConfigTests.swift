import Foundation
import Testing

/// `skydoor config` and `skydoor keys`.
@Suite struct ConfigTests {
  private let mistaken = """
    [console]
    theme = "mon"
    undo_secs = 3
    ascii = 1
    [keys.requests]
    x = "rejct"
    """

  @Test func checkSaysEveryMistakeWithItsPlace() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure(mistaken)
      let ending = try await skydoor.run("config", "check")
      let path = skydoor.home + "/.config/skydoor/config.toml"
      #expect(ending.status == 78)
      #expect(
        ending.lines == [
          "\(path):3:1: 'undo_secs' is not known here; did you mean 'undo_seconds'?",
          "\(path):4:9: 'ascii' must be true or false.",
          "\(path):6:5: 'rejct' is no command; did you mean 'reject'?",
          "\(path):2:9: There is no theme 'mon'; did you mean 'mono'?",
        ])
      #expect(ending.errors.isEmpty)
    }
  }

  @Test func checkOfACleanFileAndOfNone() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      var ending = try await skydoor.run("config", "check")
      #expect(ending.status == 0)
      #expect(ending.errors.hasPrefix("There is no \(skydoor.home)"))
      try skydoor.configure("[console]\ntheme = \"mono\"\n[keys.all]\n\"g g\" = \"first\"")
      ending = try await skydoor.run("config", "check")
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.hasSuffix("has no mistake.\n"))
    }
  }

  @Test func checkOfAFileThatIsNotTOMLOrNotThere() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure("[console\ntheme = 1")
      var ending = try await skydoor.run("config", "check")
      #expect(ending.status == 78)
      #expect(ending.lines.count == 1)
      #expect(ending.output.contains("config.toml:1:"))
      ending = try await skydoor.run("config", "check", "--config", "/nowhere/c.toml")
      #expect(ending.status == 78)
      #expect(ending.errors.contains("/nowhere/c.toml"))
    }
  }

  @Test func pathIsPrintedWhetherTheFileIsThereOrNot() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let usual = try await skydoor.run("config", "path")
      #expect(usual.output == skydoor.home + "/.config/skydoor/config.toml\n")
      let other = try await skydoor.run("config", "path", "--config", "a.toml")
      #expect(other.output == "a.toml\n")
    }
  }

  @Test func showPrintsWhatIsInForceAndMarksWhatIsDefault() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure(
        "[console]\npoll_seconds = 30\n[keys.requests]\nx = \"none\"\n[nothing]")
      let ending = try await skydoor.run("config", "show")
      #expect(ending.status == 0)
      #expect(
        ending.output == """
          [console]
          theme = "default"  # default
          undo_seconds = 3  # default
          poll_seconds = 30
          ascii = false  # default
          mouse = false  # default
          raid = "30 in 10m"  # default

          [door]
          how = "approval"  # default
          # for  is not set: a door stays shut until it is opened

          [keys.requests]
          "x" = "none"

          """)
      #expect(ending.errors.contains("config.toml:5:1: 'nothing' is not known here"))
    }
  }

  // MARK: keys

  @Test func keysListsTheLiveMap() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure(
        """
        [keys.requests]
        x = "none"
        "g g" = "first"
        d = "reject"
        zz = "undo"
        [[filter]]
        name = "young"
        when = "age < 2d"
        """)
      let ending = try await skydoor.run("keys", "--json")
      #expect(ending.status == 0)
      #expect(
        ending.lines.contains(
          #"{"context":"requests","key":"d","command":"reject","help":"Reject (all marked)"}"#))
      #expect(
        ending.lines.contains(
          #"{"context":"requests","key":"g g","command":"first","help":"To the first row"}"#))
      #expect(
        ending.lines.contains(
          #"{"context":"groups","key":"1","command":null,"help":"Filter: young"}"#))
      #expect(!ending.output.contains(#""context":"requests","key":"x""#))
      #expect(ending.output.contains(#""context":"groups","key":"x""#))
      #expect(ending.errors.contains("config.toml:5:1: 'zz' is no key"))
      let table = try await skydoor.run("keys")
      #expect(table.lines.first == "CONTEXT\tKEY\tCOMMAND\tDOES")
      #expect(table.lines.contains("requests\td\treject\tReject (all marked)"))
    }
  }

  // MARK: sweep

  @Test func sweepSaysWhatIsPassedOver() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(
        "[consle]\n[[rule]]\nname = \"r\"\nwhen = \"age < 2d\"\nsuggest = \"reject\"")
      let ending = try await skydoor.run("sweep", "--rule", "r", "--dry-run")
      #expect(ending.status == 0)
      #expect(ending.errors.contains("config.toml:1:1: 'consle' is not known here"))
    }
  }
}
