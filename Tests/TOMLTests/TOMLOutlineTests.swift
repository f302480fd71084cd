import Testing

@testable import TOML

@Suite struct TOMLOutlineTests {
  /// `2:1 2:5`: where the key is, and where its value is.
  private func places(_ text: String, _ path: TOMLOutline.Path) throws -> String {
    let outline = try TOMLDocument(text).outline
    let (key, value) = (try #require(outline.key(path)), try #require(outline.value(path)))
    return "\(key.line):\(key.column) \(value.line):\(value.column)"
  }

  @Test(arguments: [
    ("a = 1", "1:1 1:5"), ("\n  a=1", "2:3 2:5"), ("\"a\" = 1", "1:1 1:7"),
    ("'a' = 1", "1:1 1:7"), ("\"\\u0061\" = 1", "1:1 1:12"), ("[a]", "1:1 1:1"),
    (" [ 'a' ] # b", "1:2 1:2"), ("[[a]]", "1:1 1:1"), ("a.b = 1", "1:1 1:7"),
    ("[a.b]\n[a]", "2:1 2:1"), ("[a.b]", "1:1 1:1"), ("\u{FEFF}a = 1", "1:1 1:5"),
    ("b = 'é漢😀'\r\na = 1", "2:1 2:5"), ("# a = 2\r\na = 1\r\n", "2:1 2:5"),
  ])
  func aKeyIsFoundHoweverItIsWritten(_ text: String, _ places: String) throws {
    #expect(try self.places(text, [.key("a")]) == places)
  }

  @Test(arguments: [
    #""""x"""  "#, "'''x'''", #""""\#na = 2\#n[a]\#n""""#, "'''\na = 2\n[a]\n'''",
    #""""\"""\#na = 2""""#, #""""""a = 2"""""#, #""""x\\""""#, "''''x'''''", "'\\'",
    #""\\\"'''""#, "[\n1, # ]\n[2],\n['''\na = 2\n'''],\n]", "{ a = 2, b.a = ']' }",
    "[{ a = 2 },\n{ a = \"\"\"\n\"\"\" }]", "1979-05-27 07:32:00Z", "1_000.5e3#",
  ])
  func theValueBeforeItHasNoKeysInIt(_ value: String) throws {
    let text = "b = \(value)\na = 1"
    let line = text.tomlLines.count
    #expect(try places(text, [.key("a")]) == "\(line):1 \(line):5")
    #expect(try places(text, [.key("b")]) == "1:1 1:5")
  }

  @Test(
    arguments: [
      ([.key("t"), .element(1), .key("a")], "4:1 4:5"), ([.key("t"), .element(1)], "3:1 3:1"),
      ([.key("t")], "1:1 1:1"), ([.key("t"), .element(0), .key("s"), .key("a")], "2:7 2:11"),
      ([.key("t"), .element(1), .key("u"), .key("b")], "6:1 6:5"),
      ([.key("t"), .element(1), .key("u"), .key("b"), .element(2)], "8:2 8:2"),
      (
        [.key("t"), .element(1), .key("u"), .key("b"), .element(1), .key("c"), .key("d")],
        "7:5 7:11"
      ),
      // What is not there is where that is which it would be in.
      ([.key("t"), .element(1), .key("z")], "3:1 3:1"),
    ] as [(TOMLOutline.Path, String)])
  func arraysAndTablesAreFoundInEachOther(_ path: TOMLOutline.Path, _ places: String) throws {
    let text = """
      [[t]]
      s = { a = 1 }
      [[t]]
      a = 2
      [t.u]
      b = [1, # one
        { c.d = 3 },
       4]
      """
    #expect(try self.places(text, path) == places)
  }

  /// TOMLKit would end the program.
  @Test(arguments: [
    "a = [}", "a = [1, }]", "a = [{ b = [[ } ] }]", "[.a]", "[é]", "[[ =a]]", "\u{FEFF}[.a]",
    "a = '''\n'''\n[.a]", "a = [\n]\n [.a]", "[\n",
  ])
  func whatTOMLKitCannotBearIsAMistake(_ text: String) {
    #expect(throws: TOMLMistake.self) { try TOMLDocument(text) }
  }

  @Test func aLineEndsWhatWasForgottenToBeClosed() {
    let outline = TOMLOutline(
      recovering: """
        a = [
          1,
        b = { c = "x
        d = '''
        e = 1
        '''
        [t
        [[u]]
        f = [ [1],
        [2] ]
        """)
    #expect(outline.statements.map(\.path.keys) == [["a"], ["b"], ["d"], ["u", "f"]])
    #expect(outline.statements.map(\.lines) == [1...2, 3...3, 4...6, 9...9])
    #expect(outline.headers.map(\.line) == [7, 8, 10])
    #expect(outline.headers.map(\.names) == [nil, ["u"], ["2"]])
  }
}
