import Canvas
import Foundation
import Logging

/// Writes log events to a ``LogFile``: one line an event, whatever its texts contain.
struct FileLogHandler: LogHandler {
  let file: LogFile
  var logLevel = Logger.Level.debug
  var metadata: Logger.Metadata = [:]

  init(file: LogFile) {
    self.file = file
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let extra = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let fields = extra.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let text = "\(event.level) \(event.source): \(event.message)\(fields)"
    file.append(Date().formatted(.iso8601) + " " + SafeText(text).string)
  }
}
