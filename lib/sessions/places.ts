import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { networkPrefix } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { derivedKey } from "@/lib/crypto/secret-key";
import type { Transaction } from "@/lib/db/client";
import { signedInFromNewPlace } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";

/**
 * Remembers where somebody signs in from, and tells them of a place that is new: another network, or another kind of program.
 * The very first place is no news.
 */
export async function notePlace(tx: Transaction, caller: Caller, userId: string): Promise<void> {
  const placeHash = hashPlace(caller, userId);
  const { count } = await tx.signInPlace.createMany({ data: [{ userId, placeHash }], skipDuplicates: true });
  if (count === 0) {
    await tx.signInPlace.updateMany({ where: { userId, placeHash }, data: { lastSeenAt: clock.now() } });
    return;
  }
  if ((await tx.signInPlace.count({ where: { userId } })) > 1) await notify(tx, userId, signedInFromNewPlace(caller));
}

/** Keyed, and different for each person: the table tells nobody where anybody was. */
function hashPlace({ ip, userAgent }: Caller, userId: string): string {
  return createHmac("sha256", derivedKey("sign-in-place")).update(JSON.stringify([userId, neighbourhood(ip), agentFamily(userAgent)])).digest("hex");
}

/** Addresses change within a provider's block every few days: /24, or /48 of IPv6. */
export function neighbourhood(ip: string | undefined): string {
  if (ip === undefined) return "unknown";
  return isIP(ip) === 4 ? `${networkPrefix(ip, 24)}/24` : `${networkPrefix(ip, 48)}/48`;
}

/** Specific names first: their User-Agent contains the general ones as well. */
const browsers = ["Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "CriOS", "Chrome", "Safari"];
const systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux"];

/** The program and its system without their versions: an update is no new place. */
export function agentFamily(userAgent: string | undefined): string {
  if (userAgent === undefined) return "unknown";
  const find = (names: string[]) => names.find((name) => userAgent.includes(name));
  const browser = find(browsers);
  if (browser !== undefined) return `${browser} on ${find(systems) ?? "unknown"}`;
  return /^[\w.-]+/.exec(userAgent)?.[0] ?? "unknown";
}
