import { clock, secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { log } from "@/lib/log";
import { pruneClients } from "@/lib/oauth/clients/govern/prune";
import { sweepUsage } from "@/lib/usage/sweep";

const day = 86_400;

/** Deletes what has ended and can never act again. What people may still want to read (credentials, the audit log) stays. */
export async function sweepExpired(): Promise<void> {
  const now = clock.now();
  const ended = { expiresAt: { lt: now } };
  const swept = {
    idempotencyRecords: (await db().idempotencyRecord.deleteMany({ where: ended })).count,
    refreshTokens: (await db().refreshToken.deleteMany({ where: ended })).count,
    revokedTokens: (await db().revokedToken.deleteMany({ where: ended })).count,
    // a code that is presented again after its end must still be known as used
    authorizationCodes: (await db().authorizationCode.deleteMany({ where: { expiresAt: { lt: secondsFromNow(-day) } } })).count,
    authorizationRequests: (await db().authorizationRequest.deleteMany({ where: ended })).count,
    deviceCodes: (await db().deviceCode.deleteMany({ where: { expiresAt: { lt: secondsFromNow(-day) } } })).count,
    // jobs and programs make one every hour; their children never outlive them
    exchangedTokens: (await db().credential.deleteMany({ where: { grantType: "token_exchange", expiresAt: { lt: secondsFromNow(-30 * day) } } })).count,
    connectionEvents: (await db().connectionEvent.deleteMany({ where: { occurredAt: { lt: secondsFromNow(-30 * day) } } })).count,
    // a link that is opened again is told apart from one that never was
    singleUseSecrets: (await db().singleUseSecret.deleteMany({ where: { expiresAt: { lt: secondsFromNow(-day) } } })).count,
    // the address of somebody who never came; who joined is a member
    invitations: (await db().invitation.deleteMany({ where: { createdAt: { lt: secondsFromNow(-90 * day) } } })).count,
    signInPlaces: (await db().signInPlace.deleteMany({ where: { lastSeenAt: { lt: secondsFromNow(-365 * day) } } })).count,
    credentialNetworks: (await db().credentialNetwork.deleteMany({ where: { lastSeenAt: { lt: secondsFromNow(-365 * day) } } })).count,
    mails: (await db().mail.deleteMany({ where: { createdAt: { lt: secondsFromNow(-config().mail.retentionDays * day) } } })).count,
    // Telegram delivers again for a day at most
    telegramUpdates: (await db().telegramUpdate.deleteMany({ where: { createdAt: { lt: secondsFromNow(-3 * day) } } })).count,
    telegramMessages: (await db().telegramMessage.deleteMany({ where: { createdAt: { lt: secondsFromNow(-2 * day) } } })).count,
    webhookDeliveries: (await db().webhookDelivery.deleteMany({ where: { createdAt: { lt: secondsFromNow(-30 * day) } } })).count,
    clients: await pruneClients(),
    ...(await sweepUsage()),
  };
  log.debug("Swept what has ended", swept);
}

/** Sweeps now and once an hour; returns a function that stops it. A sweep that fails is tried again at the next hour. */
export function startSweeping(): () => void {
  const sweep = () => void sweepExpired().catch((error: unknown) => log.warn("Sweeping failed; it is tried again in an hour", { error }));
  sweep();
  const timer = setInterval(sweep, 3_600_000);
  timer.unref();
  return () => clearInterval(timer);
}
