/// Where the keys and the values of a TOML text are.
///
/// TOMLKit tells the places of syntax errors only. The C++ library below it knows those of values, but
/// TOMLKit does not pass them on.
public struct TOMLOutline: Sendable {
  /// One step on the way from the whole document to a value.
  public enum Step: Hashable, Sendable {
    /// Into a table.
    case key(String)
    /// Into an array, also one of tables. Counts from 0.
    case element(Int)
  }

  public typealias Path = [Step]

  /// A line, or several where an array or a string takes them, that gives a key its value.
  public struct Statement: Sendable {
    public let path: Path
    /// Where the key begins; of `a.b.c`, where `a` does.
    public let key: TOMLPosition
    public let value: TOMLPosition
    /// From 1.
    public let lines: ClosedRange<Int>
  }

  /// A line that opens a table: `[a.b]` or `[[a.b]]`.
  public struct Header: Sendable {
    /// From 1.
    public let line: Int
    /// Nil where they can't be read.
    public let names: [String]?
  }

  private struct Place {
    let key: TOMLPosition
    /// Nil for a table with a header.
    let value: TOMLPosition?
    /// Only something within it is written, as `a` in `[a.b]`.
    let isImplicit: Bool
  }

  private var places: [Path: Place] = [:]
  /// In the order they are written, without those inside of values.
  public internal(set) var statements: [Statement] = []
  /// In the order they are written.
  public internal(set) var headers: [Header] = []

  init() {}

  /// Reads what can be read of a text that may not be TOML. A line that opens a table, or gives a key
  /// its value, ends every array that is still open: its bracket was forgotten. Arrays of sound texts
  /// may have such lines, so those are read as a ``TOMLDocument``.
  public init(recovering text: String) {
    var scanner = TOMLScanner(text, isRecovering: true)
    scanner.scan()
    self = scanner.outline
  }

  /// Where a key is, or else the innermost thing around it that is known. A table's is its header.
  public func key(_ path: Path) -> TOMLPosition? { place(path)?.key }

  /// Where a value is, or else what ``key(_:)`` finds.
  public func value(_ path: Path) -> TOMLPosition? { place(path).map { $0.value ?? $0.key } }

  /// The paths to everything in the text.
  public var paths: some Sequence<Path> { places.keys }

  private func place(_ path: Path) -> Place? {
    path.isEmpty ? nil : places[path] ?? place(path.dropLast())
  }

  /// The first place of a path stays, unless nothing but its parts was written until now.
  mutating func note(
    _ path: Path, key: TOMLPosition, value: TOMLPosition? = nil, isImplicit: Bool = false
  ) {
    if let known = places[path], isImplicit || !known.isImplicit { return }
    places[path] = Place(key: key, value: value, isImplicit: isImplicit)
  }
}

extension TOMLOutline.Path {
  /// The path without the places in arrays.
  public var keys: [String] {
    compactMap { if case .key(let key) = $0 { key } else { nil } }
  }
}
