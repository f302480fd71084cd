/// People as accounts of the host.
extension People {
  /// Whom a handle, a DID or a mail address means.
  mutating func account(_ identifier: String) -> Int? {
    if identifier.contains("@") {
      return identifier == email(Self.owner) ? Self.owner : nil
    }
    return identifier.hasPrefix("did:")
      ? serial(did: identifier) : serial(handle: identifier)
  }

  func email(_ serial: Int) -> String {
    let handle = handle(serial)
    let name = handle.prefix { $0 != "." }
    return "\(name)@\(handle.dropFirst(name.count + 1))"
  }

  /// In the form of an app password.
  func password(_ serial: Int) -> String {
    let secret = SplitMix64.mix(~seed ^ UInt64(serial) &* SplitMix64.step)
    let text = Base32.encode(secret, length: 12, alphabet: Base32.plc)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))-demo"
  }

  /// The DID document, as the PLC directory gives it.
  func document(_ serial: Int, host: String) -> JSON {
    let did = did(serial)
    let key = (0..<4).map { part in
      Base32.encode(
        SplitMix64.mix(seed ^ UInt64(serial << 2 | part)), length: 12, alphabet: Base32.plc)
    }
    return [
      "@context": [
        "https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1",
        "https://w3id.org/security/suites/secp256k1-2019/v1",
      ],
      "id": .string(did),
      "alsoKnownAs": ["at://\(handle(serial))"],
      "verificationMethod": [
        [
          "id": "\(did)#atproto", "type": "Multikey", "controller": .string(did),
          "publicKeyMultibase": "z\(key.joined())",
        ]
      ],
      "service": [
        [
          "id": "#atproto_pds", "type": "AtprotoPersonalDataServer",
          "serviceEndpoint": .string(host),
        ]
      ],
    ]
  }
}
