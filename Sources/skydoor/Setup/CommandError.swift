/// Why a command could not do its work, for the person who typed it.
struct CommandError: Error, Equatable {
  /// What happened: one sentence, with its full stop.
  let message: String
  /// What to do: one sentence, with its full stop.
  let cure: String
  let status: ExitStatus
  /// What it is about, shown below: lines of what was typed.
  let excerpt: [String]

  init(_ message: String, cure: String, _ status: ExitStatus, excerpt: [String] = []) {
    self.message = message
    self.cure = cure
    self.status = status
    self.excerpt = excerpt
  }

  /// What is printed: harmless to a terminal, since the texts can hold what a service sent.
  var text: String {
    (["skydoor: \(message) \(cure)"] + excerpt.map { "  " + $0 })
      .map { $0.safeForPeople + "\n" }.joined()
  }
}
