#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Widths are known in a UTF-8 locale alone; every suite that measures text asks for one.
func useUTF8Locale() {
  _ = utf8Locale
}

private let utf8Locale: Void = {
  guard setlocale(LC_CTYPE, "C.UTF-8") != nil else {
    fatalError("these tests need the locale C.UTF-8")
  }
}()
