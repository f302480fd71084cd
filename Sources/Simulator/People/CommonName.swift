/// A believable handle and display name, worked out from a serial number. No two numbers give the
/// same handle: the number is scrambled without loss and then read digit by digit, each digit
/// choosing one part.
struct CommonName {
  private let given: (latin: String, native: String)
  private let culture: Culture
  private let word: String
  private let domain: String
  private let shape: Int
  /// Above 0 only where the parts alone would repeat.
  private let suffix: Int

  private static let bits: UInt64 = 20

  init(serial: Int, seed: UInt64) {
    var digits = Self.scramble(UInt64(serial), seed)
    func digit(_ radix: Int) -> Int {
      defer { digits /= UInt64(radix) }
      return Int(digits % UInt64(radix))
    }
    let (culture, position) = Self.givenNames[digit(Self.givenNames.count)]
    self.culture = culture
    given = culture.given[position]
    word = Self.words[digit(Self.words.count)]
    shape = digit(4)
    domain = Self.domains[digit(Self.domains.count)]
    suffix = Int(digits)
  }

  var handle: String {
    let number = suffix > 0 ? String(suffix) : ""
    return switch shape {
    case 0: "\(given.latin)\(word)\(number).\(domain)"
    case 1: "\(given.latin)-\(word)\(number).\(domain)"
    case 2: "\(word)-\(given.latin)\(number).\(domain)"
    default: "\(given.latin).\(word)\(number).\(domain)"
    }
  }

  func displayName(_ random: inout SplitMix64) -> String {
    let name = given.native
    if random.chance(0.3) { return name }
    let family = random.pick(culture.family)
    let full = culture.familyFirst ? family + name : "\(name) \(family)"
    return random.chance(0.08) ? "\(full) \(random.pick(Self.ornaments))" : full
  }

  static func bio(_ random: inout SplitMix64) -> String {
    let count = 1 + random.below(3)
    return (0..<count).map { _ in random.pick(phrases) }.joined(
      separator: random.pick([". ", " · ", "\n"]))
  }

  /// Mixes the low bits by steps that can all be undone, so that no two numbers meet.
  private static func scramble(_ number: UInt64, _ seed: UInt64) -> UInt64 {
    let mask: UInt64 = 1 << bits - 1
    var low = number & mask
    for round in 1...3 as ClosedRange<UInt64> {
      low = (low ^ SplitMix64.mix(seed &+ round)) & mask
      low = (low &* 0x9E375) & mask
      low ^= low >> (bits / 2)
    }
    return low | number & ~mask
  }

  private static let givenNames: [(Culture, Int)] = Culture.all.flatMap { culture in
    culture.given.indices.map { (culture, $0) }
  }
}

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

/// Names that go together: how they are written in their own script and in a handle.
struct Culture {
  let given: [(latin: String, native: String)]
  let family: [String]
  /// The family name comes first, and nothing stands between.
  var familyFirst = false

  private init(_ given: KeyValuePairs<String, String>, family: String, familyFirst: Bool = false) {
    self.given = given.map { ($0.key, $0.value) }
    self.family = family.split(separator: " ").map(String.init)
    self.familyFirst = familyFirst
  }

  static let all = [
    Culture(
      [
        "alice": "Alice", "ben": "Ben", "clara": "Clara", "dexter": "Dexter", "ella": "Ella",
        "finn": "Finn", "grace": "Grace", "harvey": "Harvey", "isla": "Isla", "jonah": "Jonah",
        "kit": "Kit", "maeve": "Maeve", "owen": "Owen", "ruth": "Ruth", "theo": "Theo",
        "wren": "Wren",
      ], family: "Ashdown Barker Calloway Doyle Everett Fairweather Hobbs Okafor Whitlock"),
    Culture(
      [
        "anke": "Anke", "bjoern": "Björn", "friederike": "Friederike", "goeran": "Göran",
        "joerg": "Jörg", "katrin": "Katrin", "lasse": "Lasse", "saoirse": "Saoirse",
        "soeren": "Søren", "uli": "Uli",
      ], family: "Ahlström Bäcker Größler Højgaard Köhler Müller Österberg Weiß"),
    Culture(
      [
        "agnes": "Agnès", "beatriz": "Beatriz", "chloe": "Chloé", "diogo": "Diogo",
        "francois": "François", "inigo": "Iñigo", "joao": "João", "lucia": "Lucía",
        "noemi": "Noemi",
        "renee": "Renée", "tomas": "Tomás", "zoe": "Zoë",
      ], family: "Álvarez Conceição Delacroix Esposito Ferreira Gonçalves Lefèvre Muñoz"),
    Culture(
      [
        "agnieszka": "Agnieszka", "cigdem": "Çiğdem", "dorde": "Đorđe", "jiri": "Jiří",
        "lukasz": "Łukasz", "ondrej": "Ondřej", "oyku": "Öykü", "zofia": "Zofia",
        "zsofia": "Zsófia",
      ], family: "Březina Çelik Dąbrowski Horváth Kovačević Šimůnek Wójcik Yıldız"),
    Culture(
      [
        "bohdan": "Богдан", "darya": "Дарья", "ivanka": "Іванка", "kira": "Кира",
        "milena": "Милена",
        "olena": "Олена", "taras": "Тарас", "yuri": "Юрій",
      ], family: "Бондар Ковальчук Мельник Петрова Соколова Шевчук"),
    Culture(
      [
        "danae": "Δανάη", "eleni": "Ελένη", "giorgos": "Γιώργος", "kostas": "Κώστας",
        "thalia": "Θάλεια",
      ], family: "Αντωνίου Γεωργίου Νικολάου Παππάς"),
    Culture(
      [
        "aoi": "葵", "haruka": "遥", "kenji": "健二", "mei": "芽衣", "naoko": "直子", "ren": "蓮",
        "sora": "そら", "yuki": "ゆき",
      ], family: "佐藤 鈴木 高橋 田中 渡辺 中村", familyFirst: true),
    Culture(
      [
        "jiayi": "佳怡", "lihua": "丽华", "minghao": "明浩", "xiaoyu": "小雨", "yating": "雅婷",
        "zihan": "子涵",
      ], family: "王 李 张 陳 林 黃", familyFirst: true),
    Culture(
      [
        "dohyun": "도현", "haneul": "하늘", "jiwoo": "지우", "minjun": "민준", "seoyeon": "서연",
        "yuna": "유나",
      ], family: "김 이 박 최 정", familyFirst: true),
    Culture(
      [
        "amira": "أميرة", "hassan": "حسن", "layla": "ليلى", "omar": "عمر", "yusuf": "يوسف",
        "zaynab": "زينب",
      ], family: "الخطيب حداد منصور النجار"),
    Culture(
      [
        "eitan": "איתן", "michal": "מיכל", "noa": "נועה", "tamar": "תמר", "yonatan": "יונתן",
      ], family: "אבני כהן לוי פרץ"),
    Culture(
      [
        "ananya": "अनन्या", "arjun": "अर्जुन", "kavya": "काव्या", "priya": "प्रिया", "rohan": "रोहन",
        "vikram": "विक्रम",
      ], family: "जोशी मेहता राव शर्मा"),
    Culture(
      [
        "anong": "อนงค์", "chai": "ชัย", "malee": "มาลี", "somchai": "สมชาย",
      ], family: "แก้วมณี ทองดี ศรีสุข"),
    Culture(
      [
        "adaeze": "Adaeze", "chinedu": "Chinedu", "folasade": "Fọláṣadé", "kwame": "Kwame",
        "nomvula": "Nomvula", "sipho": "Sipho", "wanjiru": "Wanjirũ",
      ], family: "Adébáyọ̀ Dlamini Mwangi Nkosi Ọkọnkwọ"),
    Culture(
      [
        "anh": "Ánh", "duc": "Đức", "linh": "Linh", "phuong": "Phượng", "thuy": "Thủy",
      ], family: "Đặng Lê Nguyễn Phạm Trần"),
  ]
}
