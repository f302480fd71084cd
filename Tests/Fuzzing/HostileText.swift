/// Random text made to do harm: any scalar at all, and the dangerous ones far too often.
public enum HostileText {
  public static func random(using generator: inout SplitMix) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      text.unicodeScalars.append(scalar(using: &generator))
    }
    return text
  }

  private static func scalar(using generator: inout SplitMix) -> Unicode.Scalar {
    let blocks: [ClosedRange<UInt32>] = [
      0...0x7F, 0x80...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F,
      0x1100...0x11FF, 0x200B...0x206F, 0x20D0...0x20F0, 0x2190...0x27BF, 0x3040...0x30FF,
      0x4E00...0x4EFF, 0xE000...0xE010, 0xFE00...0xFEFF, 0xFFF0...0xFFFF, 0x1F1E6...0x1F1FF,
      0x1F3FB...0x1F3FF, 0x1F440...0x1F490, 0xE0000...0xE01EF, 0...0x10FFFF,
    ]
    let block = blocks[Int.random(in: 0..<blocks.count, using: &generator)]
    if Int.random(in: 0..<8, using: &generator) == 0 { return "\u{200D}" }
    return Unicode.Scalar(UInt32.random(in: block, using: &generator)) ?? "\u{1B}"
  }
}
