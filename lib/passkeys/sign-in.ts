import { generateAuthenticationOptions, verifyAuthenticationResponse, type AuthenticationResponseJSON, type AuthenticatorTransport } from "@simplewebauthn/server";
import { withAudit } from "@/lib/audit/with-audit";
import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { AuthenticationResponse } from "@/lib/contract/passkeys";
import { db } from "@/lib/db/client";
import type { Passkey, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { reserveAttempt } from "@/lib/rate-limit/reserve-attempt";
import { newChallenge, readChallenge, takeSignInChallenge } from "./challenge";
import { relyingParty } from "./relying-party";

/** Options for `navigator.credentials.get()` in one browser. With `userId` only that person's passkeys will do. */
export async function startPasskeySignIn(browser: string, userId?: string): Promise<Record<string, unknown>> {
  const own = userId === undefined ? [] : await db().passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } });
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: (await newChallenge({ kind: "sign_in", browser, userId })).bytes,
    userVerification: "required",
    ...(own.length > 0 && { allowCredentials: own.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as AuthenticatorTransport[] })) }),
  });
  return { ...options };
}

/**
 * Who has signed in with a passkey: unlocked by its owner, it proves both factors. Whatever is wrong with it is answered alike.
 * Throws INVALID_CREDENTIALS, RATE_LIMITED, or ACCOUNT_SUSPENDED (told only to whoever has the passkey).
 */
export async function signInWithPasskey(caller: Caller, browser: string | undefined, response: AuthenticationResponse): Promise<User> {
  const network = networkOf(caller.ip);
  const attempt = await reserveAttempt([{ key: `passkey ${network}`, limit: 50, milliseconds: 15 * 60_000 }], (minutes) => `Too many failed sign-ins. Try again in ${minutes} minutes`);
  const challenge = readChallenge(response.response.clientDataJSON);
  const expected = browser === undefined ? undefined : await takeSignInChallenge(challenge, browser);
  const passkey = expected && (await db().passkey.findUnique({ where: { credentialId: response.id }, include: { user: true } }));
  if (!expected || !passkey || (expected.userId ?? passkey.userId) !== passkey.userId || !isHandleOf(passkey, response)) throw refused();
  const verified = await verify(passkey, challenge, response);
  if (!verified || !(await noteUse(passkey, verified))) {
    if (verified) await tellOfCopy(caller, passkey);
    throw refused();
  }
  attempt.succeeded();
  if (passkey.user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return passkey.user;
}

const refused = () => new Refusal("INVALID_CREDENTIALS", { field: "passkey" }, "This passkey does not sign in here. Try again, or sign in another way");

/** A discoverable passkey says whose it is (WebAuthn Level 3, section 7.2, step 6). */
function isHandleOf({ userId }: Passkey, { response }: AuthenticationResponse): boolean {
  return response.userHandle === undefined || Buffer.from(response.userHandle, "base64url").toString("utf8") === userId;
}

type Used = { newCounter: number; credentialBackedUp: boolean };

async function verify(passkey: Passkey, challenge: string, response: AuthenticationResponse): Promise<Used | undefined> {
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: true,
      // the counter is compared in the statement that writes it: two at once cannot both pass
      credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0, transports: passkey.transports as AuthenticatorTransport[] },
    });
    return verified ? authenticationInfo : undefined;
  } catch {
    return undefined;
  }
}

/** Step 22: a counter that does not go up, where there is one, tells of a copy. Housekeeping: it notes the last use. */
async function noteUse({ id }: Passkey, { newCounter, credentialBackedUp }: Used): Promise<boolean> {
  const counter = BigInt(newCounter);
  const { count } = await db().passkey.updateMany({
    where: { id, OR: [{ counter: { lt: counter } }, ...(counter === 0n ? [{ counter: 0n }] : [])] },
    data: { counter, backedUp: credentialBackedUp, lastUsedAt: clock.now() },
  });
  return count === 1;
}

async function tellOfCopy(caller: Caller, { id, name, userId, user }: Passkey & { user: User }): Promise<void> {
  await withAudit(caller, async (tx) => {
    await notify(tx, userId, secondFactorChanged(caller, `A sign-in with your passkey “${name}” was refused, because it counted fewer uses than were seen before. It may have been copied: remove it and make a new one.`));
    return { result: undefined, actor: { kind: "anonymous" }, entry: { action: "passkey.refused", subjectUserId: userId, target: { type: "passkey", id, name }, detail: { reason: "Its counter did not go up: it may be a copy", username: user.username } } };
  });
}
