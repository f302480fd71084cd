/// The numbers from 0 on, in sets that can only be joined.
struct DisjointSets {
  private var parents: [Int]

  /// Each number is a set of its own.
  init(count: Int) {
    parents = Array(0..<count)
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (first, second) = (root(of: first), root(of: second))
    parents[max(first, second)] = min(first, second)
  }

  /// The smallest number of the same set.
  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// The sets by their smallest numbers; the numbers in each ascend.
  mutating func sets() -> [[Int]] {
    var sets: [[Int]] = []
    var places = Array(repeating: 0, count: parents.count)
    for number in parents.indices {
      let root = root(of: number)
      if root == number {
        places[root] = sets.count
        sets.append([])
      }
      sets[places[root]].append(number)
    }
    return sets
  }
}
