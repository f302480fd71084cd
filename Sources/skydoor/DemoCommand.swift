import ArgumentParser
import Simulator

/// The console on a made-up world: nothing leaves this machine.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Try the console on an embedded chat service.",
    discussion: "Nothing is sent anywhere, and no account is needed.")

  @Option(help: ArgumentHelp("How many groups the account owns (1–100).", valueName: "n"))
  var groups = 6

  @Option(help: ArgumentHelp("How many people wait in them (0–100000).", valueName: "n"))
  var requests = 300

  @Option(
    help: ArgumentHelp("How many more ask to join (0–6000).", valueName: "per-minute"))
  var rate = 0.0

  @Option(help: ArgumentHelp("How long the service takes to answer (0–10000).", valueName: "ms"))
  var latency = 0

  @OptionGroup var options: ConsoleOptions

  func validate() throws {
    try check(groups, in: 1...100, of: "--groups")
    try check(requests, in: 0...100_000, of: "--requests")
    try check(rate, in: 0...6_000, of: "--rate")
    try check(latency, in: 0...10_000, of: "--latency")
  }

  func run() throws {
    var setup = try ConsoleSetup(options, paths: .ofEnvironment())
    setup.settings.forgets = true
    let world = WorldOptions(groups: groups, requests: requests, ratePerMinute: rate)
    let demo = try Demo(world: world, latency: .milliseconds(latency), options: options.global)
    let seat = ConsoleSeat(account: Demo.account, connect: demo.service)
    let status = Result { try ConsoleApp(setup).run(seat) }
    try waitFor { await demo.end() }
    throw ExitCode(try status.get())
  }

  private func check<Value: Comparable>(
    _ value: Value, in range: ClosedRange<Value>, of option: String
  ) throws {
    guard !range.contains(value) else { return }
    throw ValidationError("\(option) takes \(range.lowerBound) to \(range.upperBound).")
  }
}
