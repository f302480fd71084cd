/// An argument or an option as the argument parser describes it.
struct ArgumentDescription: Decodable {
  enum Kind: String, Decodable {
    case positional, option, flag
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    /// `--json`, `-h`
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: Kind
  let isOptional: Bool
  let isRepeating: Bool
  let names: [Name]?
  let preferredName: Name?
  let valueName: String?
  let defaultValue: String?
  let abstract: String?

  /// `--json`; for an argument without one, what stands for its value.
  var name: String { preferredName?.text ?? "<\(valueName ?? "")>" }

  /// In the line that shows how a command is used: `[--note <text>]`.
  var usage: String {
    let text = kind == .option ? "\(name) <\(valueName ?? "")>" : name
    return (isOptional ? "[\(text)]" : text) + (isRepeating ? " ..." : "")
  }

  /// At the head of its explanation: `-h, --help`.
  var title: String {
    let names = names.map { $0.map(\.text).joined(separator: ", ") } ?? name
    return kind == .option ? "\(names) <\(valueName ?? "")>" : names
  }

  /// What it does.
  var help: String {
    (abstract ?? "") + (defaultValue.map { " Without it: \($0)." } ?? "")
  }
}
