import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * AES-256-GCM with a random 96-bit nonce. `context` names what is sealed and whose it is; opening under another context fails,
 * so that a ciphertext cannot be moved to another row. Returns `v1.<nonce>.<ciphertext and tag>`, base64url.
 */
export function seal(key: Buffer, plaintext: string, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** The plaintext. Throws where key or context differ or the text was changed. */
export function unseal(key: Buffer, sealed: string, context: string): string {
  const [version, nonce, body] = sealed.split(".");
  if (version !== "v1" || !nonce || !body) throw new Error("Not a sealed text");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
}
