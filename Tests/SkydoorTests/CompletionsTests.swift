import Foundation
import Testing

@Suite struct CompletionsTests {
  @Test(arguments: [("bash", "complete "), ("zsh", "#compdef skydoor"), ("fish", "complete -c")])
  func everyShellHasItsScript(_ shell: String, _ sign: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let script = try await skydoor.run("completions", shell)
      #expect(script.status == 0)
      #expect(script.errors.isEmpty)
      #expect(script.output.contains(sign))
      for word in ["sweep", "manual", "dry-run", "mono"] { #expect(script.output.contains(word)) }
    }
  }

  @Test func bashCompletesCommandsAndThemes() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.shell(
        #"""
        source <("$0" completions bash)
        complete_line() {
          COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
          COMPREPLY=()
          _skydoor skydoor "${@: -1}" "${@: -2:1}"
          echo "${COMPREPLY[@]}"
        }
        complete_line skydoor sw
        complete_line skydoor console --theme m
        """#)
      #expect(ending.errors.isEmpty)
      #expect(ending.lines == ["sweep", "mono"])
    }
  }

  @Test(arguments: [[], ["tcsh"]])
  func unknownShell(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(["completions"] + arguments)
      #expect(ending.status == 64)
      #expect(ending.errors.contains("bash"))
    }
  }
}
