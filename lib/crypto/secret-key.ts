import { mkdir, open, readFile, rename } from "node:fs/promises";
import { hkdfSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Config } from "@/lib/env/config";
import { slot } from "@/lib/slot";

/** What a derived key is for. Two purposes never share a key. */
export type KeyPurpose = "personal-token" | "signing-key" | "browser-cookie" | "idempotency" | "device-user-code" | "short-code" | "mail" | "totp" | "sign-in-place" | "provider-state" | "webhook" | "telegram-webhook" | "mcp-session";

const secretKeySlot = slot<{ secret: string; derived: Map<KeyPurpose, Buffer> }>("secretKey");
export const setSecretKey = (secret: string) => secretKeySlot.set({ secret, derived: new Map() });

/** `SECRET_KEY` itself, for tokens that others check with the same key (`TOKEN_SIGNING_ALG=HS256`). */
export const sharedSecret = (): Buffer => Buffer.from(secretKeySlot.get().secret);

/** 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869) from `SECRET_KEY`. */
export function derivedKey(purpose: KeyPurpose): Buffer {
  const { secret, derived } = secretKeySlot.get();
  let key = derived.get(purpose);
  if (!key) derived.set(purpose, (key = Buffer.from(hkdfSync("sha256", secret, "keyhouse", purpose, 32))));
  return key;
}

/** `SECRET_KEY`, or the one that the data directory keeps (made at the first start, readable by its owner alone). */
export async function loadSecretKey(config: Config): Promise<string> {
  if (config.secretKey) return config.secretKey;
  const path = join(config.dataDir, "secret-key");
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  return (await readKept(path)) ?? (await makeNew(path));
}

async function readKept(path: string): Promise<string | undefined> {
  try {
    const kept = (await readFile(path, "utf8")).trim();
    if (kept.length >= 32) return kept;
    throw new Error(`${path} is damaged: restore it from a backup. Without it, stored personal tokens and signing keys cannot be read.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Written aside, synced, then put in place: a kill in between leaves no half a key behind. */
async function makeNew(path: string): Promise<string> {
  const secret = randomBytes(48).toString("base64url");
  const aside = `${path}.${process.pid}`;
  const file = await open(aside, "w", 0o600);
  try {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
  return secret;
}
