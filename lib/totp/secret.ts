import { Secret, TOTP } from "otpauth";
import { clock } from "@/lib/clock";
import { seal, unseal } from "@/lib/crypto/seal";
import { derivedKey } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";
import { log } from "@/lib/log";

/** What every app understands (RFC 6238 with the defaults of RFC 4226). */
const settings = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** 160 random bits in base 32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What a QR code carries to the app; `account` is what the app shows beside the code. */
export function totpUri(secret: string, account: string): string {
  return new TOTP({ ...settings, issuer: config().brandName, label: account, secret }).toString();
}

export function sealTotpSecret(userId: string, secret: string): string {
  return seal(derivedKey("totp"), secret, userId);
}

/** The time step whose code this is, one step early or late included; undefined where it is none. */
export function findStep(row: { userId: string; ciphertext: string }, code: string): bigint | undefined {
  const secret = open(row);
  if (secret === undefined) return undefined;
  const totp = new TOTP({ ...settings, secret });
  const timestamp = clock.now().getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : BigInt(totp.counter({ timestamp }) + delta);
}

/** Sealed under another `SECRET_KEY` it is lost, as if no code were right: passkeys and administrators remain. */
function open({ userId, ciphertext }: { userId: string; ciphertext: string }): string | undefined {
  try {
    return unseal(derivedKey("totp"), ciphertext, userId);
  } catch (error) {
    log.warn("The secret of an authenticator app cannot be opened: was SECRET_KEY changed?", { userId, error });
    return undefined;
  }
}
