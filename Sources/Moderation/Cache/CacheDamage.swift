/// Why the bytes of a cache file lead nowhere, in words for the log.
enum CacheDamage: String, Error {
  case foreignFormat = "it was written by another version"
  case wrongSum = "its bytes are not those that were written"
  case tooShort = "it ends too early"
  case tooLong = "it goes on where it should end"
  case badValue = "it holds a value that can't be"
}
