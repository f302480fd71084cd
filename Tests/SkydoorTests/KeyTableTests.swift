import Config
import Console
import Foundation
import Testing

@testable import skydoor

/// The tables of keys in README.md are those that `skydoor keys --markdown` prints.
@Suite struct KeyTableTests {
  @Test func theReadmeHasTheKeysAsTheyAre() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    var tables: [String] = []
    var isInside = false
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "| key | does |" {
        isInside = true
        tables.append("")
      }
      isInside = isInside && line.hasPrefix("|")
      if isInside { tables[tables.count - 1] += line + "\n" }
    }
    #expect(tables == KeyTable.all(of: .standard).map(\.markdown))
  }

  @Test func whatIsBoundOtherwiseIsThereToo() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure("[keys.requests]\n\"|\" = \"reject\"\n\"x\" = \"none\"")
      let ending = try await skydoor.run("keys", "--markdown")
      #expect(ending.status == 0)
      #expect(ending.lines.contains("| `\\|` `x` | Reject (all marked) |"))
      #expect(ending.lines.count { $0 == "| key | does |" } == 2)
      let both = try await skydoor.run("keys", "--markdown", "--json")
      #expect(both.status == 64)
    }
  }
}
