/// What a person who asks to join may write into a profile to break the screen of the owner.
struct HostileName {
  let displayName: String
  var bio = ""
  /// Nil: an ordinary one.
  var handle: String?

  /// What the service shows for a handle that no longer leads to its account.
  static let invalidHandle = "handle.invalid"

  static let all: [HostileName] = [
    // Terminal control: colours, clearing, a title, a clipboard write, a hyperlink, a hidden cursor.
    HostileName(displayName: "\u{1B}[31mRed\u{1B}[0m Alert", bio: "\u{1B}[2J\u{1B}[H wiped"),
    HostileName(displayName: "\u{1B}]0;owned\u{07}Titus", bio: "\u{1B}]52;c;cm0gLXJm\u{07}"),
    HostileName(displayName: "\u{1B}]8;;https://evil.example\u{1B}\\Link\u{1B}]8;;\u{1B}\\"),
    HostileName(displayName: "\u{1B}[?25l\u{1B}[?1049lGhost", bio: "\u{1B}c"),
    HostileName(displayName: "\u{9B}31mEight bits\u{9B}0m", bio: "\u{90}q\u{9C}\u{9D}2;x\u{9C}"),
    HostileName(
      displayName: "Bell\u{07}\u{08}\u{08}\u{08}\u{08}Boss", bio: "a\u{0B}b\u{0C}c\u{0E}d"),
    HostileName(
      displayName: "Two\nLines\r\nor\tmore", bio: "first\r\u{1B}[Ksecond\u{0}third\u{7F}"),
    // Direction: a name that reads as another.
    HostileName(
      displayName: "Admin \u{202E}gnp.rotaredoM\u{202C}", bio: "\u{2066}isolated\u{2069}"),
    HostileName(displayName: "\u{200F}עברית\u{200E} mixed \u{061C}عربي"),
    // Clusters that terminals measure differently.
    HostileName(displayName: "👨‍👩‍👧‍👦 The Family 👩🏽‍🚀🏳️‍🌈", bio: "👩‍❤️‍💋‍👨 🧑🏿‍🤝‍🧑🏻"),
    HostileName(displayName: "🇩🇪🇫🇷🇯🇵🇧🇷🇺🇦🇨", bio: "half a flag: 🇩"),
    HostileName(displayName: "❤️ ❤ ☎️ ☎ #️⃣ 1️⃣", bio: "☺︎ ☺️"),
    HostileName(displayName: "漢字仮名交じり文と全角ＡＢＣ", bio: "日本語のプロフィール。全角スペース　も。"),
    HostileName(displayName: "한국어 이름 ᄒᆞᆫ글", bio: "\u{1100}\u{1161}\u{11A8} 조합형"),
    HostileName(
      displayName: "Z" + String(repeating: "\u{0301}\u{0316}\u{0489}", count: 20) + "algo",
      bio: "e" + String(repeating: "\u{0300}", count: 60)),
    HostileName(displayName: "ก็็็็็็็็็็็็็็็็็็็็", bio: "क्ष्म्य नि"),
    // Nothing, or what looks like nothing.
    HostileName(displayName: ""),
    HostileName(displayName: "   \u{3000}\u{00A0} "),
    HostileName(displayName: String(repeating: "\u{200B}", count: 40), bio: "\u{FEFF}\u{2060}"),
    HostileName(
      displayName: "in\u{00AD}vis\u{200B}ib\u{200D}le\u{2060}", bio: "\u{E0041}\u{E0042}"),
    HostileName(displayName: "\u{FFFD}\u{FFFF}\u{E000}\u{F8FF}", bio: "\u{10FFFF}"),
    // As long as the lexicon allows: 64 graphemes.
    HostileName(
      displayName: String(repeating: "W", count: 64), bio: String(repeating: "long ", count: 51)),
    HostileName(
      displayName: String(repeating: "宽", count: 64), bio: String(repeating: "長", count: 256)),
    HostileName(
      displayName: "Long handle",
      handle: "a-very-long-label-that-goes-on-and-on-and-on-to-the-very-limit.example"),
    // Data formats.
    HostileName(
      displayName: "\"; DROP TABLE members; --", bio: "=HYPERLINK(\"http://evil.example\")"),
    HostileName(displayName: "%s%n${HOME}`id`$(id)", bio: "<script>alert(1)</script>"),
    HostileName(displayName: "Lost Handle", handle: HostileName.invalidHandle),
  ]
}
