import ArgumentParser

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    discussion: """
      Read it with "skydoor manual | man -l -", or put it into ~/.local/share/man/man1/skydoor.1.
      """)

  func run() throws {
    try StandardStream.output.write(try ManualPage().text)
  }
}
