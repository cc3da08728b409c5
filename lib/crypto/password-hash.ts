import { createHash, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { passwordPool } from "./password-pool";

/** bcrypt reads 72 bytes; what is longer is hashed first and marked, never cut. */
const bcryptBytes = 72;
const preHashed = "sha256$";

/** A bcrypt hash of the password in its composed form (NFC, RFC 8265), made in a worker thread: keyboards differ in how they send an accent. */
export async function hashPassword(password: string): Promise<string> {
  const composed = password.normalize("NFC");
  if (Buffer.byteLength(composed) <= bcryptBytes) return passwordPool().hash(composed);
  return preHashed + (await passwordPool().hash(digest(composed)));
}

/** Does the password belong to the hash? Knows bcrypt and `pbkdf2-sha256$<rounds>$<salt>$<hash>` (base64) of imported accounts. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const composed = password.normalize("NFC");
  if (await matches(composed, stored)) return true;
  // another system may have hashed it as it was typed
  return composed !== password && matches(password, stored);
}

async function matches(password: string, stored: string): Promise<boolean> {
  if (stored.startsWith("pbkdf2-sha256$")) return verifyPbkdf2(password, stored);
  if (stored.startsWith(preHashed)) return passwordPool().compare(digest(password), stored.slice(preHashed.length));
  if (Buffer.byteLength(password) > bcryptBytes) {
    await passwordPool().compare("", stored);
    return false;
  }
  return passwordPool().compare(password, stored);
}

/** Was it made by another system, or with less work than today's setting asks for? */
export function needsRehash(stored: string): boolean {
  const cost = /^\$2[aby]\$(\d\d)\$/.exec(stored.replace(preHashed, ""))?.[1];
  return cost === undefined || Number(cost) < passwordPool().cost;
}

/** Takes as long as a real comparison: for accounts that do not exist. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= await passwordPool().hash("no account has this password");
  await verifyPassword(password, decoy);
  return false;
}

let decoy: string | undefined;

function digest(password: string): string {
  return createHash("sha256").update(password, "utf8").digest("base64");
}

const derive = promisify(pbkdf2);

async function verifyPbkdf2(password: string, stored: string): Promise<boolean> {
  const [, rounds, salt, hash] = stored.split("$");
  if (!rounds || !salt || !hash) return false;
  const expected = Buffer.from(hash, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"), Number(rounds), expected.length, "sha256");
  return timingSafeEqual(actual, expected);
}
