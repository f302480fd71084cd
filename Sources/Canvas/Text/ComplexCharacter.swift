/// A character and the marks on it, as many as a cell of the screen holds: X/Open Curses calls it a
/// complex character.
///
/// Nothing but two numbers: a screen full of them is one piece of memory, made, compared and thrown
/// away without a look at each.
public struct ComplexCharacter: Hashable, Sendable {
  /// What ncurses holds in a cell beside the character itself: one less than its `CCHARW_MAX`.
  static let markLimit = 4

  /// Three scalars each, of 21 bits, the first one lowest.
  private var head: UInt64
  private var tail: UInt64 = 0

  /// What the second column of a wide character holds.
  public static let none = ComplexCharacter(head: 0)
  public static let blank = ComplexCharacter(" ")

  private init(head: UInt64) { self.head = head }

  public init(_ scalar: Unicode.Scalar) { head = UInt64(scalar.value) }

  public var isNone: Bool { head == 0 }

  /// Puts one more mark on the character; what comes after the fourth is dropped.
  mutating func append(_ mark: Unicode.Scalar) {
    switch Self.bits(of: head) {
    case 63 where Self.bits(of: tail) < 42: tail |= UInt64(mark.value) << Self.bits(of: tail)
    case 63: break
    case let used: head |= UInt64(mark.value) << used
    }
  }

  /// The bits taken by the scalars in there.
  private static func bits(of scalars: UInt64) -> Int {
    (UInt64.bitWidth - scalars.leadingZeroBitCount + 20) / 21 * 21
  }

  /// Appends the character and its marks in UTF-8.
  public func write(to bytes: inout [UInt8]) {
    if 0 < head, head < 0x80 { return bytes.append(UInt8(head)) }
    for scalars in [head, tail] {
      var rest = scalars
      while rest != 0 {
        if let scalar = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        rest >>= 21
      }
    }
  }
}

extension ComplexCharacter: CustomStringConvertible {
  /// Its text; empty for ``none``.
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
