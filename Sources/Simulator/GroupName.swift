/// What groups are called, and what is said in them.
enum GroupName {
  static let foreign = "Mill Street Neighbours"

  /// Names repeat, numbered, only after all have been used.
  static func owned(_ index: Int) -> String {
    let name = names[index % names.count]
    return index < names.count ? name : "\(name) (\(index / names.count + 1))"
  }

  private static let names = [
    "Kiln & Clay Collective", "Sunday Birders", "Allotment 14", "Night Shift Lounge",
    "夜の読書会", "Trail Runners Ostrava", "Synth Repair Club", "Café Lingua 🇫🇷🇪🇸🇵🇱",
    "Letterpress & Ink", "Harbour Swimmers", "Board Games Thursday", "Soil Microbes Journal Club",
    "Queer Climbers", "Sourdough Support Group", "Модульний вечір", "Choir Altos",
    "Repair Café Volunteers", "Indie Map Makers", "Parents of Class 3b",
    "Film Photographers' Exchange",
    "Open Mic Organisers", "Quilt Along 2026", "Left Bank Cyclists", "Amateur Astronomers South",
  ]

  static let messages = [
    "see you on thursday then", "who has the key to the shed?", "photos are up, thank you all!",
    "can somebody cover saturday?", "the new glaze is a disaster but a beautiful one",
    "welcome, introduce yourselves 👋", "moved to the big room, third floor",
    "I'll bring the good flour",
    "seen two kestrels by the weir this morning", "please read the pinned note before posting",
  ]
}
