import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

type CreationOptions = { rp: { id: string }; user: { id: string }; challenge: string };
type RequestOptions = { rpId: string; challenge: string };

/** What a browser and its authenticator may do otherwise than they should. */
export type Misbehaviour = { origin?: string; rpId?: string; userVerified?: boolean; counter?: number; userHandle?: string };

/** An authenticator with one passkey (ES256, no attestation), as a browser at `origin` would speak for it. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private userHandle = "";
  private counter = 0;

  constructor(private readonly origin = "http://localhost:3000") {}

  /** `navigator.credentials.create()`, as RegistrationResponseJSON. */
  create(options: CreationOptions, wrong: Misbehaviour = {}) {
    this.userHandle = options.user.id;
    const attested = Buffer.concat([Buffer.alloc(16), uint16(this.credentialId.length), this.credentialId, coseKey(this.keys.publicKey)]);
    const authData = Buffer.concat([this.authenticatorData(wrong.rpId ?? options.rp.id, 0x40, wrong), attested]);
    const attestationObject = Buffer.concat([Buffer.from([0xa3]), text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData"), bytes(authData)]);
    const response = { clientDataJSON: this.clientData("webauthn.create", options.challenge, wrong), attestationObject: attestationObject.toString("base64url"), transports: ["internal"] };
    return { ...this.credential(), response };
  }

  /** `navigator.credentials.get()`, as AuthenticationResponseJSON. */
  get(options: RequestOptions, wrong: Misbehaviour = {}) {
    const clientDataJSON = this.clientData("webauthn.get", options.challenge, wrong);
    const authData = this.authenticatorData(wrong.rpId ?? options.rpId, 0, { counter: ++this.counter, ...wrong });
    const signed = Buffer.concat([authData, createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest()]);
    const signature = sign("sha256", signed, this.keys.privateKey).toString("base64url");
    return { ...this.credential(), response: { clientDataJSON, authenticatorData: authData.toString("base64url"), signature, userHandle: wrong.userHandle ?? this.userHandle } };
  }

  private credential() {
    const id = this.credentialId.toString("base64url");
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  }

  private clientData(type: string, challenge: string, wrong: Misbehaviour): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: wrong.origin ?? this.origin, crossOrigin: false })).toString("base64url");
  }

  /** WebAuthn Level 3, section 6.1: hash of the relying party, flags (present, verified), counter. */
  private authenticatorData(rpId: string, flags: number, { userVerified = true, counter = 0 }: Misbehaviour): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags | 0x01 | (userVerified ? 0x04 : 0)]), count]);
  }
}

/** RFC 9052: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: "jwk" });
  return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), bytes(Buffer.from(x!, "base64url")), Buffer.from([0x22]), bytes(Buffer.from(y!, "base64url"))]);
}

function bytes(value: Buffer): Buffer {
  if (value.length < 24) return Buffer.concat([Buffer.from([0x40 + value.length]), value]);
  return Buffer.concat([value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.concat([Buffer.from([0x59]), uint16(value.length)]), value]);
}

const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}
