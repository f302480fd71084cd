/// The state, and the only way to change it. Belongs to one thread.
public final class Store {
  public private(set) var state: State
  private let runner: EffectRunner

  public init(_ state: State, runner: EffectRunner) {
    self.state = state
    self.runner = runner
  }

  /// Reduces an action, then starts the effects it asks for.
  public func send(_ action: Action) {
    for effect in reduce(&state, action) {
      runner.run(effect)
    }
  }
}
