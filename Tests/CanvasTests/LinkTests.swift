import Testing

@testable import Canvas

@Suite struct LinkTests {
  @Test(arguments: [
    "https://bsky.app/profile/did:plc:fr6vj2llqbkj7d5aw4zzcxgq", "https://bsky.app/chat/2abc-def",
    "https://bsky.app/profile/did:web:example.com%3A8080", "https://a/?q=~[x]@!$&'()*+,;=#f",
  ])
  func addressesAreTakenAsTheyAre(url: String) {
    #expect(Link(url)?.url == url)
  }

  @Test(arguments: [
    "", "bsky.app", "http://bsky.app/", "javascript:alert(1)", "file:///etc/passwd",
    " https://bsky.app/", "https://bsky.app/a b", "https://bsky.app/a\u{1b}\\evil",
    "https://bsky.app/a\u{07}", "https://bsky.app/a\u{9c}", "https://bsky.app/é",
    "https://bsky.app/\n",
    "https://bsky.app/\"", "https://bsky.app/<a>", "https://bsky.app/\\", "https://bsky.app/\u{7f}",
  ])
  func nothingElseIsAnAddress(url: String) {
    #expect(Link(url) == nil)
  }

  @Test func whatTerminalsWouldNotTakeIsNone() {
    let url = "https://" + String(repeating: "a", count: 2_083 - 8)
    #expect(Link(url) != nil)
    #expect(Link(url + "a") == nil)
  }
}
