import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import { recordStep } from "../doctor/record";
import type { Step } from "../doctor/step";
import { chooseTerms, type Decision, type Terms } from "../grants/choose-terms";
import { createGrant } from "../grants/create-grant";
import { askedBy, findWaiting, type WaitingDevice } from "./find";

export type DeviceDecision = Decision & {
  allow: boolean;
  /** Whom the page was shown to. */
  accountId: string;
};

/**
 * A person's answer to a device. The grant is that person's and the device's alone: one guarded update ties code, person and
 * grant together (of two people who answer at once one counts). Throws NOT_FOUND, RATE_LIMITED, CONFLICT or VALIDATION_FAILED.
 */
export async function decideDevice(ctx: UserContext, userCode: string, decision: DeviceDecision): Promise<void> {
  const found = await findWaiting(ctx, userCode);
  if (found.state === "limited") throw new Refusal("RATE_LIMITED", { retry_after: found.retry_after }, "Too many wrong codes. Wait a while, then try again");
  if (found.state === "unknown") throw new Refusal("NOT_FOUND", { field: "user_code" }, "No device waits with this code. It may have expired");
  if (decision.accountId !== ctx.principal.user.id) throw new Refusal("CONFLICT", { field: "account" }, "A different account is signed in now than when the page was shown: reload it");
  if (decision.allow) await allow(ctx, found.row, await chooseTerms(ctx, askedBy(found.row), decision));
  else await deny(ctx, found.row);
}

async function allow(ctx: UserContext, row: WaitingDevice, terms: Terms): Promise<void> {
  const { principal } = ctx;
  const grantId = await withAudit(ctx, async (tx) => {
    const { client, resource } = row;
    // whoever allows it at the last moment still leaves the device time to fetch its tokens
    const expiresAt = new Date(Math.max(row.expiresAt.getTime(), secondsFromNow(60).getTime()));
    const grant = await createGrant(tx, { caller: ctx, userId: principal.user.id, client, resource, grantType: "device_code", terms, expiresAt, madeWithId: principal.credentialId });
    const won = await answer(tx, row, { status: "approved", userId: principal.user.id, credentialId: grant.id, grantExpiresAt: terms.expiresAt, expiresAt });
    if (!won) throw tooLate();
    return { result: grant.id, entry: grant.entry };
  });
  recordStep({ ...stepOf(ctx, row), succeeded: true, credentialId: grantId, detail: { device: true, scopes: terms.scopes } });
}

async function deny(ctx: UserContext, row: WaitingDevice): Promise<void> {
  const { id, name } = row.client;
  await withAudit(ctx, async (tx) => {
    if (!(await answer(tx, row, { status: "denied", userId: ctx.principal.user.id }))) throw tooLate();
    return { result: undefined, entry: { action: "grant.denied", target: { type: "oauth_client", id, name }, detail: { device: true, resource: row.resource } } };
  });
  recordStep({ ...stepOf(ctx, row), succeeded: false, cause: "consent_denied", detail: { device: true } });
}

type Answer = { status: "approved"; userId: string; credentialId: string; grantExpiresAt: Date; expiresAt: Date } | { status: "denied"; userId: string };

async function answer(tx: Transaction, { hash }: WaitingDevice, data: Answer): Promise<boolean> {
  const { count } = await tx.deviceCode.updateMany({ where: { hash, status: "pending", expiresAt: { gt: clock.now() } }, data });
  return count === 1;
}

const tooLate = () => new Refusal("CONFLICT", { field: "user_code" }, "This device was answered already");

function stepOf(ctx: UserContext, { client, attemptId }: WaitingDevice): Omit<Step, "succeeded"> {
  return { step: "consent", clientId: client.clientId, clientName: client.name, userId: ctx.principal.user.id, attemptId: attemptId ?? undefined, caller: ctx };
}
