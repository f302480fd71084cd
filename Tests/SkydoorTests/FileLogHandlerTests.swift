import Foundation
import Logging
import Testing

@testable import skydoor

@Suite struct FileLogHandlerTests {
  @Test func anEventIsOneLineWhateverItSays() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "skydoor-tests-\(UUID().uuidString).log").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("before\n".utf8).write(to: URL(filePath: path))
    let file = try LogFile(path: path)
    var logger = Logger(label: "test") { _ in FileLogHandler(file: file) }
    logger[metadataKey: "host"] = "a"
    logger.info("first\n\u{1B}[31msecond", metadata: ["z": "1\r\n", "b": "2"])
    logger.debug("next")

    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first == "before")
    let line = try #require(lines.dropFirst().first)
    #expect(line.contains(#/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info /#))
    #expect(line.contains("b=2 host=a z=1"))
    #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }
}
