/// `wcwidth` of <wchar.h>. The C library's Swift module leaves it out, as it belongs to the X/Open
/// part of the header; for one integer in and one out, Swift's calling convention is C's.
@_silgen_name("wcwidth")
private func wcwidth(_ character: CInt) -> CInt

extension Unicode.Scalar {
  /// The columns the C library gives the character: 0 for a combining mark, nil for one that it
  /// does not know or that is a control.
  var terminalWidth: Int? {
    let width = Int(wcwidth(CInt(bitPattern: value)))
    return width < 0 ? nil : width
  }
}
