import Foundation
import PseudoTerminal

/// Measures a console from outside, over a pseudo-terminal of 120×40.
///
///     skydoor-benchmark [--runs N] PATH-TO-SKYDOOR [-- COMMAND…]…
///
/// The console is opened where 40, 1,000 and 10,000 people wait, and any number of other commands
/// beside it. They take turns, so that what else the machine does meets them all. Every figure is
/// the median of the runs. What comes after the table is of one run.
@main
struct Benchmark {
  static func main() async {
    guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
      print(Options.usage)
      exit(64)
    }
    do {
      let load = MachineLoad()
      try await compare(options)
      try await work(options)
      print(String(format: "others had %.0f %% of the processors' time", load.others))
    } catch {
      print(error)
      exit(1)
    }
  }

  private static func compare(_ options: Options) async throws {
    var accounts: [Account] = []
    var candidates: [Candidate] = []
    for requests in [40, 1_000, 10_000] {
      let account = try await Account(options.program, requests: requests)
      accounts.append(account)
      candidates.append(Candidate(options.program, account, requests: requests))
    }
    candidates += options.others.map { Candidate($0) }
    var reports = Array(repeating: [Report](), count: candidates.count)
    for _ in 0..<options.runs {
      for (index, candidate) in candidates.enumerated() {
        reports[index].append(try await Report(measuring: candidate))
      }
    }
    for account in accounts { await account.close() }
    print(Report.header)
    for (candidate, reports) in zip(candidates, reports) {
      print(Report.median(reports).row(candidate.name))
    }
  }

  /// What only this console does.
  private static func work(_ options: Options) async throws {
    let triage = Triage(program: options.program)
    let keys = try await triage.filterKeys()
    print(
      String(
        format: "filter key at 10000 requests: median %.1f ms, slowest %.1f ms", keys.median,
        keys.slowest))
    print(String(format: "1000 rejections at 50 ms: %.1f s", try await triage.rejections()))
  }
}
