import Foundation
import PseudoTerminal
import Simulator
import Testing

@testable import skydoor

/// Tables fit the terminal that they are on, and are cut nowhere else.
@Suite struct TableTests {
  private static let columns: [Table.Column] = [
    .init("NAME", least: 6, dispensability: 1), .init("HANDLE", least: 10),
    .init("AGE", .trailing, dispensability: 2), .init("NOTE", limit: .max, dispensability: 3),
  ]
  private static let rows = [
    ["Ana Example", "@ana.example", "3d", "asked three times"], ["Bo", "@bo.example", "12w", ""],
  ]

  private func lines(_ columns: Int?) -> [String] {
    var table = Table(Self.columns, .aligned(columns: columns))
    return table.lines(Self.rows).split(separator: "\n").map(String.init)
  }

  @Test func aWideTerminalShowsAll() {
    let lines = [
      "NAME         HANDLE        AGE  NOTE", "Ana Example  @ana.example   3d  asked three times",
      "Bo           @bo.example   12w",
    ]
    #expect(self.lines(49) == lines)
    #expect(self.lines(nil) == lines)
  }

  @Test func theLeastWorthyIsNarrowedFirstAndThenLeftOut() {
    #expect(
      lines(40) == [
        "NAME         HANDLE        AGE  NOTE", "Ana Example  @ana.example   3d  asked t…",
        "Bo           @bo.example   12w",
      ])
    #expect(lines(30).first == "NAME         HANDLE        AGE")
    #expect(lines(20) == ["NAME    HANDLE", "Ana E…  @ana.example", "Bo      @bo.example"])
  }

  @Test func whatComesLaterFitsToo() {
    for columns in 1...60 {
      var table = Table(Self.columns, .aligned(columns: columns))
      let text =
        table.lines([["A", "@a", "1d", ""]])
        + table.lines([[String(repeating: "漢", count: 50), "@a.long.example", "3d", "x"]])
      for line in text.split(separator: "\n") where columns >= 4 {
        let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x4e00 ? 2 : 1) }
        #expect(width <= columns, "\(columns): \(line)")
      }
    }
  }

  @Test func elsewhereItIsTabSeparatedAndUncut() {
    var table = Table(Self.columns, .tabSeparated)
    let long = String(repeating: "n", count: 200)
    #expect(
      table.lines([[long, "@a\t.test\n", "3d", ""]])
        == "NAME\tHANDLE\tAGE\tNOTE\n\(long)\t@a .test \t3d\t\n")
    #expect(table.lines([["Bo", "@bo", "1d", "x"]]) == "Bo\t@bo\t1d\tx\n")
  }

  @Test(arguments: [40, 60, 80, 200])
  func noCommandWritesBeyondTheEdge(_ columns: Int) async throws {
    let world = WorldOptions(groups: 3, requests: 30, hostileNames: true)
    try await CommandLineFixture.signedIn(world) { skydoor in
      for command in [
        "requests", "groups", "accounts", "keys", "members \(try skydoor.group().id)",
      ] {
        let terminal = try PseudoTerminal(
          "/bin/bash", ["-c", "\"$0\" \(command)", try CommandLineFixture.program],
          environment: skydoor.environment(["LANG": "C.UTF-8"]), columns: columns, rows: 60)
        #expect(try await terminal.exit() == .exited(0))
        let printed = String(decoding: terminal.output, as: UTF8.self)
        let rows = printed.split(separator: "\r\n").count
        // A line that is too long takes two rows of the screen.
        let used = terminal.screen.lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        if rows < 60 { #expect(used == rows, "\(command) at \(columns)") }
      }
    }
  }
}
