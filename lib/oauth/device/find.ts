import { networkOf } from "@/lib/client-address/addresses";
import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { DeviceRequestView } from "@/lib/contract/consent";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { giveBackTogether, reserveTogether } from "@/lib/rate-limit/take-together";
import { makeOffer, type Asked } from "../grants/offer";
import { showClient } from "../grants/show-client";
import { describeResource } from "@/lib/gateway/resources/known-resources";
import { hashUserCode, readUserCode, showUserCode } from "./user-code";

export type DevicePage = ({ state: "ask" } & DeviceRequestView) | { state: "unknown" } | { state: "limited"; retry_after: number };

/** What a device asks for, by the code that a person has typed. Wrong codes are counted: eight letters must not be guessed. */
export async function findDeviceRequest(ctx: UserContext, userCode: string): Promise<DevicePage> {
  const found = await findWaiting(ctx, userCode);
  if (found.state !== "found") return found;
  const { row } = found;
  const { user } = ctx.principal;
  return {
    state: "ask",
    user_code: showUserCode(readUserCode(userCode)!),
    client: showClient(row.client),
    resource: await describeResource(row.resource),
    offer: await makeOffer(ctx, askedBy(row)),
    account: { id: user.id, username: user.username, email: user.email, name: user.name },
    asked_from: { ip: row.ip ?? undefined, user_agent: row.userAgent ?? undefined },
    asked_at: toWireTime(row.createdAt),
    expires_at: toWireTime(row.expiresAt),
  };
}

export type WaitingDevice = Prisma.DeviceCodeGetPayload<{ include: { client: true } }>;

export const askedBy = (row: WaitingDevice): Asked => ({ clientId: row.clientId, resource: row.resource, scopes: row.scopes, optionalScopes: [] });

const triesOf = { person: 10, network: 30 };
const tenMinutes = 600_000;

/** A device that still waits for a decision. A try is taken before the look, so that parallel ones count, and given back if it was right. */
export async function findWaiting(ctx: UserContext, typed: string): Promise<{ state: "found"; row: WaitingDevice } | { state: "unknown" } | { state: "limited"; retry_after: number }> {
  // through the bot everybody has the same unknown address: one person's wrong codes must not stop the others
  const counted = { [`device code ${ctx.principal.user.id}`]: triesOf.person, ...(ctx.channel !== "telegram" && { [`device code ${networkOf(ctx.ip)}`]: triesOf.network }) };
  const keys = Object.keys(counted);
  const budgets = await Promise.all(keys.map((key) => reserveTogether(key, counted[key]!, tenMinutes)));
  const spent = budgets.find((budget) => !budget.allowed);
  if (spent) return { state: "limited", retry_after: Math.max(1, Math.ceil((spent.resetsAt - clock.now().getTime()) / 1000)) };
  const code = readUserCode(typed);
  const row = code === undefined ? null : await db().deviceCode.findUnique({ where: { userCodeHash: hashUserCode(code) }, include: { client: true } });
  if (!row || row.status !== "pending" || row.expiresAt <= clock.now() || row.client.status !== "active") return { state: "unknown" };
  keys.forEach(giveBackTogether);
  return { state: "found", row };
}
