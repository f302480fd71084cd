import ArgumentParser
import Foundation

/// A command as the argument parser describes it: what `--experimental-dump-help` prints.
struct CommandDescription: Decodable {
  private struct Tool: Decodable {
    let command: CommandDescription
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [ArgumentDescription]?

  init(_ type: any ParsableArguments.Type) throws {
    self = try JSONDecoder().decode(Tool.self, from: Data(type._dumpHelp().utf8)).command
  }

  /// How it is used, for a command that does not say so itself.
  /// - Parameters:
  ///   - name: its own, after those of the commands it is part of.
  ///   - hidden: the names of options that are explained elsewhere.
  func usage(as name: String, without hidden: Set<String>) -> String {
    let own = arguments?.filter { !hidden.contains($0.name) } ?? []
    return (["skydoor", name] + own.map(\.usage)).joined(separator: " ")
  }
}
