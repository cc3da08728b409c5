import { randomBytes } from "node:crypto";
import { clock } from "./clock";

export type IdKind = "key" | "tok" | "ses" | "org" | "client" | "grant" | "evt" | "req" | "att" | "step" | "iat" | "wh" | "msg" | "inv" | "idn" | "mail" | "pk" | "tgm" | "api";

/** `key_01k...`: 48 bits of milliseconds, then 80 random bits, in lower-case Crockford base 32. Later ids sort after earlier ones. */
export function newId(kind: IdKind): string {
  return `${kind}_${base32Time(clock.now().getTime())}${base32Random()}`;
}

/** A UUID of version 7 (RFC 9562). Of those with the same time, the one with the higher `position` (below 4096) sorts later. */
export function newUuid(at: number = clock.now().getTime(), position?: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  if (position !== undefined) bytes.writeUInt16BE(position & 0xfff, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Is it a UUID? Asked before a query: PostgreSQL refuses other strings with an error. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function base32Time(milliseconds: number): string {
  if (milliseconds === lastTime.milliseconds) return lastTime.text;
  let rest = milliseconds;
  let text = "";
  for (let position = 0; position < 10; position++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  lastTime = { milliseconds, text };
  return text;
}

/** Many ids are made within one millisecond. */
let lastTime = { milliseconds: -1, text: "" };

function base32Random(): string {
  if (drawn + 16 > page.length) {
    page = randomBytes(4096);
    drawn = 0;
  }
  let text = "";
  for (const end = drawn + 16; drawn < end; drawn++) text += alphabet[page[drawn]! & 31];
  return text;
}

/** Random bytes are drawn by the page: sixteen cost as much as four thousand. */
let page = Buffer.alloc(0);
let drawn = 0;
