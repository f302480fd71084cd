import ATProto
import Testing

@Suite struct ServiceURLTests {
  @Test(arguments: [
    ("https://bsky.social", "https://bsky.social"),
    ("bsky.social", "https://bsky.social"),
    ("bsky.social:8443", "https://bsky.social:8443"),
    ("  https://Bsky.Social/ \n", "https://bsky.social"),
    ("HTTPS://bsky.social:443", "https://bsky.social"),
    ("https://192.0.2.7", "https://192.0.2.7"),
    ("https://[2001:DB8:0::1]:99", "https://[2001:db8::1]:99"),
    ("https://xn--bcher-kva.test", "https://xn--bcher-kva.test"),
    ("http://localhost", "http://localhost"),
    ("http://localhost:80", "http://localhost"),
    ("http://LOCALHOST:2583/", "http://localhost:2583"),
    ("http://127.0.0.1:2583", "http://127.0.0.1:2583"),
    ("http://127.255.3.4", "http://127.255.3.4"),
    ("http://[::1]:2583", "http://[::1]:2583"),
    ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"),
    ("localhost:2583", "https://localhost:2583"),
    ("https://host.test:65535", "https://host.test:65535"),
  ])
  func readAndPutIntoItsOneForm(text: String, form: String) throws {
    let url = try ServiceURL(text)
    #expect(url.description == form)
    #expect(try ServiceURL(form) == url)
  }

  @Test(arguments: [
    "http://bsky.social", "HTTP://bsky.social", "http://128.0.0.1", "http://10.0.0.1",
    "http://127.0.0.1.evil.test", "http://localhost.evil.test", "http://evil-localhost",
    "http://127.1", "http://2130706433", "http://0177.0.0.1", "http://0x7f.0.0.1",
    "http://127.0.0.256", "http://127.0.0.01", "http://[::2]", "http://[::ffff:127.0.0.1]",
    "http://[fe80::1]", "http://0.0.0.0", "http://localhost.", "http://①②⑦.0.0.1",
    "http://evil.test@127.0.0.1", "http://127.0.0.1@evil.test", "http://127.0.0.1\\@evil.test",
    "http://127.0.0.1#@evil.test", "http://127.0.0.1:80@evil.test",
    "http://localhost%2eevil.test",
    "http://local host", "http://foo.localhost",
  ])
  func httpIsForThisMachineOnly(text: String) {
    #expect(throws: ServiceURLError.self) { try ServiceURL(text) }
  }

  @Test(arguments: [
    "", "   ", "https://", "https:///", "https://host.test/xrpc", "https://host.test?a=b",
    "https://host.test#x", "https://host.test//", "https://user@host.test",
    "https://user:secret@host.test", "ftp://host.test", "at://host.test", "mailto:a@host.test",
    "https://host.test:", "https://host.test:0", "https://host.test:65536",
    "https://host.test:8x", "https://host.test:-1", "https://ho st.test", "https://host..test",
    "https://-host.test", "https://höst.test", "https://[::1", "https://::1", "https://[zz]",
    "https://[]", "https://[::1]x", "https://1.2.3", "https://1.2.3.4.5", "https://host_x.test",
    "javascript:alert(1)", "https://host.test\u{0}.evil.test", "://host.test",
  ])
  func nothingButSchemeHostAndPort(text: String) {
    #expect(throws: ServiceURLError.self) { try ServiceURL(text) }
  }

  @Test func knowsThisMachine() throws {
    #expect(try ServiceURL("http://127.0.0.9:1").isLoopback)
    #expect(try ServiceURL("https://localhost").isLoopback)
    #expect(try !ServiceURL("https://localhost.test").isLoopback)
    #expect(try !ServiceURL("https://128.0.0.1").isLoopback)
  }

  @Test func anErrorNamesTheCureAndRepeatsNoPassword() {
    func sentence(_ text: String) -> String {
      do {
        return try "no error: \(ServiceURL(text))"
      } catch {
        return error.description
      }
    }
    #expect(sentence("http://bsky.social").contains("Use https://bsky.social"))
    #expect(sentence("ftp://bsky.social").contains("Start with https://"))
    #expect(sentence("https://bsky.social/xrpc").contains("Leave out what follows bsky.social"))
    for text in ["https://me:secret@host.test/x", "ftp://me:secret@host.test"] {
      #expect(!sentence(text).contains("secret"))
    }
  }
}
