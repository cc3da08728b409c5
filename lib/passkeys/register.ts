import { generateRegistrationOptions, verifyRegistrationResponse, type RegistrationResponseJSON, type VerifiedRegistrationResponse } from "@simplewebauthn/server";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { RegistrationResponse } from "@/lib/contract/passkeys";
import { db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import type { Passkey } from "@/lib/db/generated/client";
import { invalid, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { issueFirstRecoveryCodes } from "@/lib/recovery-codes/issue";
import { lockFactors } from "@/lib/second-factor/factors";
import { newChallenge, readChallenge, takeCreateChallenge } from "./challenge";
import { arePasskeysPossible, relyingParty } from "./relying-party";

const mostPerPerson = 20;

/**
 * Options for `navigator.credentials.create()`: a passkey that the authenticator keeps, unlocked by its owner (PIN, finger, face),
 * so that it proves both factors. Throws REAUTHENTICATION_REQUIRED or CONFLICT.
 */
export async function startPasskey(ctx: UserContext): Promise<Record<string, unknown>> {
  requireRecentSignIn(ctx);
  if (!arePasskeysPossible()) throw new Refusal("CONFLICT", { field: "public_url" }, "Passkeys need a PUBLIC_URL with a name, over https or on localhost");
  const { user } = ctx.principal;
  const known = await db().passkey.findMany({ where: { userId: user.id }, select: { credentialId: true } });
  if (known.length >= mostPerPerson) throw new Refusal("CONFLICT", { field: "passkey" }, `An account can have ${mostPerPerson} passkeys: remove one first`);
  const party = relyingParty();
  const options = await generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: new TextEncoder().encode(user.id) as Uint8Array<ArrayBuffer>,
    userName: user.email ?? user.username,
    userDisplayName: user.name ?? user.username,
    challenge: (await newChallenge({ kind: "create", userId: user.id })).bytes,
    attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { ...options };
}

/** Adds the passkey that the browser has made. Returns recovery codes where the account has none. Throws VALIDATION_FAILED or CONFLICT. */
export async function createPasskey(ctx: UserContext, input: { name: string; response: RegistrationResponse }): Promise<{ passkey: Passkey; recoveryCodes: string[] | undefined }> {
  const { user } = ctx.principal;
  const made = await verify(input.response, user.id);
  const row = { ...columnsOf(made, input.response), id: newId("pk"), userId: user.id, name: input.name, createdAt: clock.now() };
  try {
    return await withAudit(ctx, async (tx) => {
      await lockFactors(tx, user.id);
      const passkey = await tx.passkey.create({ data: row });
      const recoveryCodes = await issueFirstRecoveryCodes(tx, user.id);
      await notify(tx, user.id, secondFactorChanged(ctx, `A passkey named “${input.name}” was added. It signs in to your account by itself.`));
      return { result: { passkey, recoveryCodes }, changed: [tagOf.user(user.id)], entry: { action: "passkey.created", target: { type: "passkey", id: row.id, name: row.name } } };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal("CONFLICT", { field: "response" }, "This passkey is registered already");
    throw error;
  }
}

type Made = NonNullable<VerifiedRegistrationResponse["registrationInfo"]>;

async function verify(response: RegistrationResponse, userId: string): Promise<Made> {
  const challenge = readChallenge(response.response.clientDataJSON);
  if (!(await takeCreateChallenge(challenge, userId))) throw invalid("response", "answers a challenge that is unknown, used or expired: begin again");
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  try {
    const verified = await verifyRegistrationResponse({ response: response as RegistrationResponseJSON, expectedChallenge: challenge, expectedOrigin, expectedRPID, requireUserVerification: true });
    if (verified.verified) return verified.registrationInfo;
  } catch {
    // the library says in many ways that it is not what we asked for
  }
  throw invalid("response", "is not a passkey for this house: the owner has to unlock it, at the address where this house is");
}

function columnsOf({ credential, credentialDeviceType, credentialBackedUp }: Made, { response }: RegistrationResponse) {
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: BigInt(credential.counter),
    transports: response.transports ?? [],
    deviceType: credentialDeviceType,
    backedUp: credentialBackedUp,
  };
}
