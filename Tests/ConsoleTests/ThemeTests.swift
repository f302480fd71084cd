import Config
import Testing

@testable import Console

@Suite struct ThemeTests {
  @Test func theNextThemeIsTheTerminalsBusiness() {
    var state = State.loaded([request("ana")])
    state.expect(.command(.nextTheme), effects: [.switchTheme])
    state.expect(.themeSwitched(ShownTheme(name: "ember"))) {
      $0.message = Message("Theme ember; to keep it: theme = \"ember\" in config.toml")
    }
  }

  @Test func whatIsWrongWithAThemeIsSaid() {
    var state = State.loaded([request("ana")])
    let theme = ShownTheme(name: "mine", warning: "mine.toml:1:8: unknown colour \"rde\"")
    state.expect(.themeSwitched(theme)) {
      $0.message = Message("Theme mine: mine.toml:1:8: unknown colour \"rde\"", .warning)
    }
  }

  @Test func aThemeIsSwitchedWhateverIsOnTheScreen() {
    var state = State.loaded([request("ana")])
    for command in [Command.open, .close, .history, .help] {
      _ = state.send(.command(command))
      #expect(state.send(.command(.nextTheme)) == [.switchTheme])
    }
  }
}
