/// Why a command could not do its work, for the person who typed it.
struct CommandError: Error, Equatable {
  /// What happened: one sentence, with its full stop.
  let message: String
  /// What to do: one sentence, with its full stop.
  let cure: String
  let status: ExitStatus

  init(_ message: String, cure: String, _ status: ExitStatus) {
    self.message = message
    self.cure = cure
    self.status = status
  }

  /// What is printed: harmless to a terminal, since the texts can hold what a service sent.
  var line: String { "skydoor: \(message) \(cure)".safeForPeople + "\n" }
}
