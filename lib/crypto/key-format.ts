import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 30 characters of base 62 hold 178 random bits. */
const randomLength = 30;
const checksumLength = 6;

/** Of API keys, refresh tokens, client secrets, and initial access tokens for client registration. */
export type KeyKind = "live" | "test" | "rt" | "cs" | "iat";

/** `sk_live_<30 random base62><6 checksum>`. The checksum is CRC32 over all that stands before it. */
export function newKey(prefix: string, kind: KeyKind): string {
  const body = `${prefix}_${kind}_${randomBase62(randomLength)}`;
  return body + checksum(body);
}

/** Could this be one of our keys? Decided without a look-up; a mistyped or invented one is not. */
export function isWellFormedKey(text: string): boolean {
  if (text.length > 60 || !shape.test(text)) return false;
  const body = text.slice(0, -checksumLength);
  return text.endsWith(checksum(body));
}

/** The first of our keys that stands anywhere in a text. Cheap where there is none. */
export function findKeyIn(text: string): string | undefined {
  if (text.length < shortest) return undefined;
  for (const [candidate] of text.matchAll(anywhere)) if (isWellFormedKey(candidate)) return candidate;
  return undefined;
}

/** Which kind of key it says that it is. */
export function keyKindOf(key: string): KeyKind {
  return key.split("_", 2)[1] as KeyKind;
}

/** What may be shown of a key for people to recognise it by. */
export function hintOf(key: string): string {
  const start = key.lastIndexOf("_") + 1;
  return `${key.slice(0, start + 4)}...${key.slice(-4)}`;
}

const shape = /^[a-z][a-z0-9]{1,9}_(?:live|test|rt|cs|iat)_[0-9A-Za-z]{36}$/;
const anywhere = /[a-z][a-z0-9]{1,9}_(?:live|test|rt|cs|iat)_[0-9A-Za-z]{36}/g;
const shortest = "xx_rt_".length + randomLength + checksumLength;

function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 * 62: what lies above would favour the first letters
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

/** CRC32 (ISO 3309) of the text in base 62, six characters. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let position = 0; position < checksumLength; position++) {
    digits = alphabet[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(text: string): number {
  let value = 0xffffffff;
  for (let index = 0; index < text.length; index++) value = crcTable[(value ^ text.charCodeAt(index)) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
