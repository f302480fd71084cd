import ArgumentParser

/// Prints the script by which a shell completes the command line.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the script that completes skydoor in your shell.",
    discussion: """
      bash: put it into ~/.local/share/bash-completion/completions/skydoor. zsh: into a directory \
      of $fpath, as _skydoor. fish: into ~/.config/fish/completions/skydoor.fish.
      """)

  /// The shells that there are scripts for.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @Argument(help: "Your shell: bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let script =
      switch shell {
      case .bash: Skydoor.completionScript(for: .bash)
      case .zsh: Skydoor.completionScript(for: .zsh)
      case .fish: Skydoor.completionScript(for: .fish)
      }
    try StandardStream.output.write(script.hasSuffix("\n") ? script : script + "\n")
  }
}
