import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from "jose";
import { clock, secondsFromNow } from "@/lib/clock";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal, unseal } from "@/lib/crypto/seal";
import { db } from "@/lib/db/client";
import type { Prisma, SigningKey } from "@/lib/db/generated/client";
import { ConfigError } from "@/lib/env/read";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";

const day = 86_400;
/** A key signs for 90 days; its successor is published 7 days before it begins to. */
const signsForSeconds = 90 * day;
const publishedAheadSeconds = 7 * day;

type Held = { kid: string; publicKey: CryptoKey; privateKey: CryptoKey | undefined; publicJwk: JWK; signsFrom: number; signsUntil: number };

/** The ES256 keys of this house: one that signs, its successor, and those that still verify what they once signed. */
export class KeyRing {
  private held = new Map<string, Held>();
  private reloadedAt = 0;

  /** The key that signs now. */
  async current(): Promise<{ kid: string; privateKey: CryptoKey }> {
    return this.findSigner() ?? (await this.rotate(), this.findSigner()) ?? failNoKey();
  }

  /** The key of that name. An unknown one is looked for in the database once in a while: another instance may have made it. */
  async find(kid: string): Promise<CryptoKey | undefined> {
    const known = this.held.get(kid);
    if (known) return known.publicKey;
    if (clock.now().getTime() - this.reloadedAt > 5_000) await this.reload();
    return this.held.get(kid)?.publicKey;
  }

  /** JWK Set (RFC 7517), public members only. */
  jwks(): { keys: JWK[] } {
    return { keys: [...this.held.values()].map((key) => key.publicJwk) };
  }

  /** Makes the first key, and the next one in good time; takes the private part from those that no longer sign. Run at the start and daily. */
  async rotate(): Promise<void> {
    await this.reload();
    const now = clock.now().getTime();
    const last = Math.max(...[...this.held.values()].map((key) => key.signsUntil), 0);
    // also where the clock was moved and the keys are for another time
    if (!this.findSigner()) await makeKey(new Date(now));
    else if (last - publishedAheadSeconds * 1000 <= now) await makeKey(new Date(last));
    await db().signingKey.updateMany({ where: { signsUntil: { lt: secondsFromNow(-day) }, privateJwk: { not: null } }, data: { privateJwk: null } });
    await this.reload();
  }

  async reload(): Promise<void> {
    const rows = await db().signingKey.findMany({ orderBy: { signsFrom: "asc" } });
    this.held = new Map(await Promise.all(rows.map(async (row) => [row.kid, await hold(row)] as const)));
    this.reloadedAt = clock.now().getTime();
  }

  private findSigner(): { kid: string; privateKey: CryptoKey } | undefined {
    const now = clock.now().getTime();
    for (const { kid, privateKey, signsFrom, signsUntil } of this.held.values()) {
      if (privateKey && signsFrom <= now && now < signsUntil) return { kid, privateKey };
    }
    return undefined;
  }
}

const ringSlot = slot<KeyRing>("keyRing");
export const keyRing = () => ringSlot.get();
export const setKeyRing = (ring: KeyRing) => ringSlot.set(ring);

async function makeKey(signsFrom: Date): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  await db().signingKey.create({
    data: {
      kid,
      algorithm: "ES256",
      publicJwk: { ...publicJwk, kid, alg: "ES256", use: "sig" } as unknown as Prisma.InputJsonObject,
      privateJwk: seal(derivedKey("signing-key"), JSON.stringify(await exportJWK(privateKey)), kid),
      signsFrom,
      signsUntil: new Date(signsFrom.getTime() + signsForSeconds * 1000),
    },
  });
  log.debug("A signing key was made", { kid, signsFrom: signsFrom.toISOString() });
}

async function hold(row: SigningKey): Promise<Held> {
  const publicJwk = row.publicJwk as JWK;
  return {
    kid: row.kid,
    publicJwk,
    publicKey: (await importJWK(publicJwk, "ES256")) as CryptoKey,
    privateKey: row.privateJwk === null ? undefined : ((await importJWK(openPrivate(row.kid, row.privateJwk), "ES256")) as CryptoKey),
    signsFrom: row.signsFrom.getTime(),
    signsUntil: row.signsUntil.getTime(),
  };
}

function openPrivate(kid: string, sealed: string): JWK {
  try {
    return JSON.parse(unseal(derivedKey("signing-key"), sealed, kid)) as JWK;
  } catch {
    throw new ConfigError("SECRET_KEY", "is not the one that this database was used with, so its signing keys cannot be read: set the former SECRET_KEY (embedded: restore the file secret-key in the data directory)");
  }
}

function failNoKey(): never {
  throw new Error("There is no key to sign with");
}
