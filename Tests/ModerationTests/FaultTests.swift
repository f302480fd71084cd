import ATProto
import Foundation
import Testing
import Text

@testable import Moderation

@Suite struct FaultTests {
  @Test(arguments: [
    XRPCError.unreachable(reason: "the connection was refused"),
    .noAnswer(reason: "the connection was closed"), .malformedAnswer(reason: "id is missing"),
    .answerTooLarge, .redirected(to: nil), .redirected(to: "https://elsewhere.example/x"),
    .signedOut, .cancelled, .sessionStore(.file(.busy(path: "/x"))),
    .refused(status: 400, name: nil, message: nil, retryAt: nil),
    .refused(status: 400, name: "Odd", message: "", retryAt: nil),
    .refused(status: 400, name: "AccountDeactivated", message: nil, retryAt: nil),
    .refused(status: 429, name: nil, message: nil, retryAt: nil),
    .refused(status: 502, name: "UpstreamFailure", message: nil, retryAt: nil),
  ])
  func everyFaultIsASentenceWithACure(error: XRPCError) throws {
    let fault = try Self.fault(error)
    #expect(fault.message.hasSuffix("."))
    #expect(fault.message.first?.isUppercase == true || fault.message.hasPrefix("host.example"))
    #expect(fault.cure.hasSuffix(".") || fault.cure.hasSuffix("skydoor login alice.example"))
  }

  @Test func aConnectionThatFailsNamesTheHost() throws {
    let fault = try Self.fault(.unreachable(reason: "the connection was refused"))
    #expect(fault.message == "No connection to host.example: the connection was refused.")
    #expect(fault.cure == "Check the network and the service address, then try again.")
  }

  @Test func whatTheServiceSaysIsCutAndCleaned() throws {
    let hostile = "\u{1B}]0;owned\u{7}a\u{202E}b\r\n\t c" + String(repeating: " word", count: 100)
    let fault = try Self.fault(
      .refused(status: 400, name: "Odd", message: hostile, retryAt: nil))
    #expect(fault.message.hasPrefix("The service refused: ]0;ownedab c word"))
    #expect(fault.message.hasSuffix("…"))
    #expect(fault.message.count < 240)
    #expect(!fault.message.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test func aTextWithoutSpacesIsCutToo() {
    #expect(String(repeating: "x", count: 1_000).quotable.count == 200)
    #expect(String(repeating: "x", count: 200).quotable == String(repeating: "x", count: 200))
  }

  @Test func aPathIsQuotedForTheShellWhereItMustBe() {
    let fault = Fault(SessionStoreError.file(.exposed(path: "/home/o'neil/a b", mode: "644")))
    #expect(fault.cure == #"Run: chmod 600 '/home/o'\''neil/a b'"#)
  }

  private static func fault(_ error: XRPCError) throws -> Fault {
    Fault(error, host: try ServiceURL("https://host.example"), account: "alice.example")
  }
}
