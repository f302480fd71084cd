import Moderation

/// The state, and the only way to change it. Belongs to one thread.
public final class Store {
  public private(set) var state: State
  private let runner: EffectRunner

  public init(_ state: State, runner: EffectRunner) {
    self.state = state
    self.runner = runner
  }

  /// Reduces actions, oldest first, then starts the effects they ask for.
  public func send(_ actions: Action...) { send(actions) }

  public func send(_ actions: [Action]) {
    for effect in reduce(&state, actions) {
      runner.run(effect)
    }
  }
}
