import ATProto
import Foundation
import Testing

@Suite struct DIDTests {
  @Test(arguments: [
    "did:plc:z72i7hdynmk6r22z27h6tvur", "did:web:example.com", "did:web:localhost%3A8080",
    "did:a:b", "did:method:UPPER", "did:method:1", "did:method:-", "did:method:.",
    "did:method:_", "did:method::::end", "did:method:a%zz.b", "did:key:zQ3shXjHeiBuRC",
  ])
  func accepted(text: String) throws {
    #expect(try #require(DID(text)).description == text)
  }

  @Test(arguments: [
    "", "did", "did:", "did::", "did:plc", "did:plc:", "did::abc", "plc:did:abc", "DID:plc:abc",
    "did:PLC:abc", "did:plc1:abc", "did:pl-c:abc", "did:plc:abc:", "did:plc:abc%", "did:plc:a/b",
    "did:plc:a?b", "did:plc:a#b", "did:plc:a b", " did:plc:abc", "did:plc:abc\n", "did:plc:é",
    "did:plc:a@b", "did:plc:a\u{0}b", "didplc:abc", "did:plc:a\u{301}",
  ])
  func refused(text: String) {
    #expect(DID(text) == nil)
  }

  @Test func atMost2048Characters() {
    let prefix = "did:plc:"
    #expect(DID(prefix + String(repeating: "a", count: 2048 - prefix.count)) != nil)
    #expect(DID(prefix + String(repeating: "a", count: 2049 - prefix.count)) == nil)
  }

  @Test func theMethodIsWhatStandsBetweenTheColons() throws {
    #expect(try DID.test("did:web:a.b:c").method == "web")
  }
}

@Suite struct HandleTests {
  @Test(arguments: [
    ("handle.invalid", true), ("missing.invalid", true), ("Missing.INVALID", true),
    ("jo.test", false), ("invalid.test", false), ("handleinvalid.test", false),
  ])
  func whatStandsInThePlaceOfAHandle(text: String, isPlaceholder: Bool) throws {
    let handle = try #require(Handle(text))
    let did = try DID.test()
    #expect(handle.isPlaceholder == isPlaceholder)
    #expect(handle.mention(or: did) == (isPlaceholder ? did.description : "@\(handle)"))
  }

  @Test(arguments: [
    "alice.test", "a.b", "john.co.uk", "8.cn", "4chan.org", "a-b.c-d", "xn--ls8h.test",
    "1.2.3.a", "blah.arpa", "a.b.c.d.e.f.g", "name.t--t", "laptop.local", "handle.invalid",
  ])
  func accepted(text: String) throws {
    #expect(try #require(Handle(text)).description == text)
  }

  @Test(arguments: [
    "", ".", "org", "alice", "alice.", ".alice", "a..b", "alice.test.", ".alice.test", "-a.test",
    "a-.test", "a.-test", "a.test-", "a.0", "a.0aa", "127.0.0.1", "a_b.test", "a b.test",
    "alice.test ", " alice.test", "@alice.test", "alice.test\n", "bücher.test", "a.tést",
    "did:plc:abc", "a/b.test", "a:b.test", "::1", "alice。test",
  ])
  func refused(text: String) {
    #expect(Handle(text) == nil)
  }

  @Test func aPartIs1To63CharactersTheWhole253AtMost() {
    let label = String(repeating: "a", count: 63)
    #expect(Handle(label + ".test") != nil)
    #expect(Handle(label + "a.test") == nil)
    #expect(Handle("a." + label) != nil)
    let long = [label, label, label, String(repeating: "b", count: 56)].joined(separator: ".")
    #expect(Handle(long + ".test")?.description.count == 253)
    #expect(Handle(long + "b.test") == nil)
  }

  @Test func lowerCaseSoThatTwoSpellingsAreOneHandle() {
    #expect(Handle("Alice.TEST") == Handle("alice.test"))
    #expect(Handle("Alice.TEST")?.description == "alice.test")
  }
}

@Suite struct NSIDTests {
  @Test(arguments: [
    "com.example.fooBar", "a.b.c", "net.users.bob.ping", "one.two.three.four-and.FiVe",
    "a-0.b-1.c", "a0.b1.cc", "cn.8.lex.stuff", "org.4chan.lex.getThing", "m.xn--80ak6aa.pl",
    "com.example.f00", "com.example.V2", "a.0.c",
  ])
  func accepted(text: String) throws {
    #expect(try #require(NSID(text)).description == text)
  }

  @Test(arguments: [
    "", "a", "a.b", "com.example", "com.example.", ".com.example.foo", "com..example.foo",
    "0two.example.foo", "1.0.0.127.record", "com.example.3foo", "com.example.foo-bar",
    "com.example.foo_bar", "com.example-.foo", "com.-example.foo", "com.exa_mple.foo",
    "com.example.foo*", "com.example.*", "com.example.foo#main", "com.example.foo/bar",
    "com.example.foo ", "com.exämple.foo", "com.example.fooBär", "com.example.fooBar.2",
  ])
  func refused(text: String) {
    #expect(NSID(text) == nil)
  }

  @Test func aPartIs63CharactersAtMostTheWhole317() {
    let part = String(repeating: "o", count: 63)
    #expect(NSID("com.\(part).foo") != nil)
    #expect(NSID("com.\(part)o.foo") == nil)
    #expect(NSID("com.example.\(part)") != nil)
    #expect(NSID("com.example.\(part)o") == nil)
    let authority = (["com"] + Array(repeating: String(repeating: "m", count: 61), count: 4))
      .joined(separator: ".")
    #expect(NSID("\(authority).\(part)aa") == nil)
    let longest = "\(authority).mm.\(String(repeating: "n", count: 62))"
    #expect(longest.count == 317)
    #expect(NSID(longest) != nil)
    #expect(NSID(longest + "n") == nil)
  }

  @Test func theDomainIsInLowerCaseTheNameAsItWas() {
    let text = "Com.Example.fooBar"
    #expect(NSID(text)?.description == "com.example.fooBar")
  }
}

@Suite struct SyntaxCodingTests {
  struct Names: Codable, Equatable {
    var did: DID
    var handle: Handle
    var host: ServiceURL
  }

  @Test func writtenAndReadAsStrings() throws {
    let names = Names(
      did: try .test(), handle: try .test(), host: try ServiceURL("https://host.test:8443"))
    let data = try JSONEncoder().encode(names)
    #expect(try JSONDecoder().decode(Names.self, from: data) == names)
    let object = try JSONDecoder().decode([String: String].self, from: data)
    #expect(
      object == ["did": "did:plc:alice", "handle": "alice.test", "host": "https://host.test:8443"])
  }

  @Test
  func aMalformedOneIsAnError() {
    #expect(throws: DecodingError.self) { try decode([DID].self, #"["did:nope"]"#) }
    #expect(throws: DecodingError.self) { try decode([Handle].self, #"["nope"]"#) }
    #expect(throws: DecodingError.self) { try decode([ServiceURL].self, #"["http://a.test"]"#) }
  }
}
