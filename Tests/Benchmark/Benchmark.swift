import Foundation
import PseudoTerminal

/// Measures a console from outside, over a pseudo-terminal of 120×40.
///
///     skydoor-benchmark [--runs N] PATH-TO-SKYDOOR [-- COMMAND…]
///
/// The program is run as `demo` with 40, 1,000 and 10,000 requests; another command, if there is
/// one, is measured beside it. Every figure is the median of the runs. What comes after the table is
/// of one run.
@main
struct Benchmark {
  static func main() async {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print("usage: skydoor-benchmark [--runs N] PATH-TO-SKYDOOR [-- COMMAND…]")
      exit(64)
    }
    print(Report.header)
    for requests in [40, 1_000, 10_000] {
      let arguments = ["demo", "--groups", "1", "--requests", "\(requests)"]
      await measure([options.program] + arguments, as: "\(requests) requests", options)
    }
    if !options.other.isEmpty {
      await measure(options.other, as: options.other.joined(separator: " "), options)
    }
    await triage(options.program)
  }

  private static func triage(_ program: String) async {
    let triage = Triage(program: program)
    do {
      let keys = try await triage.filterKeys()
      print(
        String(
          format: "filter key at 10000 requests: median %.1f ms, slowest %.1f ms", keys.median,
          keys.slowest))
      print(String(format: "1000 rejections at 50 ms: %.1f s", try await triage.rejections()))
    } catch {
      print("filter and batch: \(error)")
      exit(1)
    }
  }

  private static func measure(_ command: [String], as name: String, _ options: Options) async {
    do {
      var reports: [Report] = []
      for _ in 0..<options.runs {
        reports.append(try await Report(measuring: command))
      }
      print(Report.median(reports).row(name))
    } catch {
      print("\(name): \(error)")
      exit(1)
    }
  }

  private struct Options {
    var runs = 3
    var program = ""
    var other: [String] = []

    init?(_ arguments: ArraySlice<String>) {
      var rest = arguments
      while let argument = rest.popFirst() {
        switch argument {
        case "--runs":
          guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else { return nil }
          runs = value
        case "--":
          other = Array(rest)
          rest = []
        default:
          guard program.isEmpty, !argument.hasPrefix("-") else { return nil }
          program = argument
        }
      }
      if program.isEmpty { return nil }
    }
  }
}
