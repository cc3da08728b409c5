import { createHmac, randomInt } from "node:crypto";
import { derivedKey } from "@/lib/crypto/secret-key";

/** Consonants alone: no words come of them, and none looks like a digit (RFC 8628, section 6.1). */
const alphabet = "BCDFGHJKLMNPQRSTVWXZ";
const length = 8;

/** `WDJB-MJHT`: 34 random bits, which live for minutes and can be tried a few times only. */
export function newUserCode(): string {
  let code = "";
  for (let position = 0; position < length; position++) code += alphabet[randomInt(alphabet.length)];
  return showUserCode(code);
}

/** As people type it: in any case, with or without its hyphen or spaces. Undefined where it can be none. */
export function readUserCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : undefined;
}

export function showUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What is stored. With a key, because so few bits could be guessed from a plain hash. */
export function hashUserCode(code: string): string {
  return createHmac("sha256", derivedKey("device-user-code")).update(code.replace("-", "")).digest("hex");
}
