extension Appearance {
  /// The parameters of ECMA-48's SGR that draw so.
  var codes: [String] {
    let marks: KeyValuePairs<TextAttributes, String> = [
      .bold: "1", .dim: "2", .italic: "3", .underline: "4", .reverse: "7",
    ]
    return marks.filter { attributes.contains($0.key) }.map(\.value)
      + foreground.codes(plain: 30) + background.codes(plain: 40)
  }
}

extension Color {
  /// - Parameter plain: the code of black; bright black comes 60 after it.
  fileprivate func codes(plain: Int) -> [String] {
    switch self {
    case .standard: []
    case .indexed(let index) where index < 8: ["\(plain + index)"]
    case .indexed(let index) where index < 16: ["\(plain + 60 + index - 8)"]
    case .indexed(let index): ["\(plain + 8);5;\(index)"]
    case .rgb(let rgb): ["\(plain + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"]
    }
  }
}
