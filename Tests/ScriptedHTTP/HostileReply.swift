import Foundation
import Fuzzing

/// What a broken or malicious service makes of a true answer.
public enum HostileReply {
  public static func made(
    of original: ScriptedServer.Original, using random: inout SplitMix
  ) -> ScriptedServer.Reply {
    switch random.below(40) {
    case 0..<10: original.reply
    case 10..<26: .answer(original.status, original.headers, changed(original.body, &random))
    case 26..<30:
      .raw(
        Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8)
          + random.mutated(Array(original.body.utf8)))
    case 30..<36: refusal(of: original, &random)
    case 36: .close
    case 37: .raw(random.bytes(random.size(upTo: 200)))
    case 38: .raw(Array(random.pick(heads).utf8) + Array(original.body.utf8))
    case _: random.oneIn(12) ? endless : .close
    }
  }

  private static let endless = ScriptedServer.Reply.endless(
    head: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[",
    chunk: Array(String(repeating: "[{\"a\":", count: 20_000).utf8))

  private static func changed(_ body: String, _ random: inout SplitMix) -> String {
    guard let json = try? JSONDecoder().decode(JSON.self, from: Data(body.utf8)) else {
      return random.pick(["", "{}", "[]", "null", "<html>", "\0"])
    }
    return (0...random.size(upTo: 6)).reduce(json) { json, _ in json.mutated(using: &random) }.text
  }

  private static func refusal(
    of original: ScriptedServer.Original, _ random: inout SplitMix
  ) -> ScriptedServer.Reply {
    let statuses = [
      199, 204, 206, 300, 301, 302, 307, 400, 401, 403, 404, 409, 413, 418, 429, 500, 502, 503, 504,
      599, 999,
    ]
    let names = [
      "ExpiredToken", "InvalidToken", "InvalidConvo", "InsufficientRole", "MemberLimitReached",
      "AuthFactorTokenRequired", "AccountTakedown", "RateLimitExceeded", "Nonsense\u{1B}[2J", "",
    ]
    let messages = [
      "Bad token method", "No.", "", HostileText.random(using: &random),
      String(repeating: "long ", count: 5_000),
    ]
    var headers = ["Content-Type": random.pick(["application/json", "text/html", "\u{7F}"])]
    if random.oneIn(2) {
      headers["Retry-After"] = random.pick([
        "0", "1", "-5", "9223372036854775807", "99999999999999999999", "1e9", "soon",
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Dec 9999 23:59:60 GMT", "x 99 Feb 0 25:61:61 GMT",
      ])
    }
    if random.oneIn(2) {
      headers["RateLimit-Reset"] = random.pick(["0", "9223372036854775807", "-9223372036854775808"])
    }
    if random.oneIn(2) {
      headers["Location"] = random.pick(["http://127.0.0.1:1/", "//", "", "\u{1B}", "/xrpc/../.."])
    }
    let body: JSON = .object([
      (name: "error", value: .string(random.pick(names))),
      (name: "message", value: .string(random.pick(messages))),
    ])
    return .answer(
      random.pick(statuses), headers, random.oneIn(3) ? changed(body.text, &random) : body.text)
  }

  private static let heads = [
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "HTTP/9.9 000\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n",
    "HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 3_000) + "\r\n",
    "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 100_000) + "\r\n\r\n", "\r\n\r\n",
  ]
}
