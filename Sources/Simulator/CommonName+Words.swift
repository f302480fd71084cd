extension CommonName {
  static let words = """
    acorn amber anvil apron atlas bakes beans birch birds bloom board boats books bread bricks brook \
    cables cameo cards cedar chalk chess clay clover cloud coast coffee comet cooks coral cycle daily \
    dawn dots draws dusk east ember field films finch flint fog folk forge frost games glass grain \
    harbor hazel hikes hill honey ink iris ivory jazz juno kelp kiln lamps lark leaf lens lichen loom \
    maps maple marsh mint moss moth nest night north notes oak oats opal otter paper pear pine plays \
    plum pond pots prints quill quilt rain reads reed ridge river roams rows rye sage salt sews shore \
    silver sings slate snow south spins stone storm studio swims tea thyme tides trails trees tunes \
    vale vinyl walks waves west wheat wild willow winds wool writes yarn yew zinc
    """.split(separator: " ").map(String.init)

  /// Names that are reserved, and so nobody's.
  static let domains = [
    "sky.example", "social.example", "pds.test", "feed.example", "cloud.test", "garden.test",
    "photo.example", "art.example", "radio.test", "uni.example", "maps.test", "bike.example",
    "lab.test", "news.example", "dev.test", "city.example", "band.test", "school.example",
  ]

  static let ornaments = ["🌿", "🎧", "📚", "🚲", "☕️", "🧶", "🐈", "(she/her)", "(they/them)", "🏳️‍🌈"]

  static let phrases = [
    "Mostly birds", "Letterpress and bad coffee", "Nurse, night shifts", "Runs slowly, reads fast",
    "Opinions my own", "Ask me about sourdough", "Former sailor", "Maps, trains, timetables",
    "Teacher of mathematics", "he/him", "she/her", "they/them", "Dad of three",
    "Swift by day, synths by night",
    "Looking for a climbing partner", "Translator EN/DE/PL", "Collects field recordings",
    "Pictures of my allotment", "here for the cats", "Photographe à Lyon", "Mache Radio",
    "日々の写真", "読書と散歩", "Читаю и рисую", "قهوة وكتب", "Vivo entre montañas", "Queer and tired",
    "PhD student, soil microbes", "Community gardener", "Not a bot", "I make quilts",
    "Cyclist. Cook. Citizen.",
    "Amateur astronomer", "Volunteer at the repair café", "Board games on Thursdays",
  ]
}
