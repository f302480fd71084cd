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
