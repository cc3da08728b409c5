import type { Principal } from "@/lib/context";
import { isBlockWithin } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { FindingKind, Repair } from "@/lib/contract/safety";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import type { Evidence } from "./evidence";
import type { Rights } from "./rights";
import { proposedDays } from "./thresholds";
import { countWords, list } from "./words";

const daySeconds = 86_400;

type Case = { principal: Principal; evidence: Evidence };

/** What the caller may do about a finding, the best first. */
export function repairsOf(kind: FindingKind, principal: Principal, evidence: Evidence, { change, pause, revoke }: Rights): Repair[] {
  const proposed = [...(pause ? (pauses[kind] ?? []) : []), ...(change ? (changes[kind]?.({ principal, evidence }) ?? []) : [])];
  if (!revoke) return proposed;
  if (endedFirst.includes(kind)) return [revocation(evidence), ...proposed];
  return endedAtLast.includes(kind) || (kind === "never_expires" && !change) ? [...proposed, revocation(evidence)] : proposed;
}

/** What others hold, or nobody needs, is best revoked. */
const endedFirst: FindingKind[] = ["leaked", "owner_suspended", "unused"];
const endedAtLast: FindingKind[] = ["seen_in_url", "many_networks"];

const resumption: Repair = { action: "resume", label: "It was not leaked", effect: "It works again from its next request on, and the report is closed.", change: { paused: false } };
const pausing: Repair = { action: "pause", label: "Pause", effect: "It is refused until somebody resumes it: so you see whether anything needs it.", change: { paused: true }, undo: { paused: false } };

/** What administrators may do with what is somebody else's as well. */
const pauses: Partial<Record<FindingKind, Repair[]>> = { leaked: [resumption], many_networks: [pausing], unused: [pausing] };

const changes: Partial<Record<FindingKind, (found: Case) => Repair[]>> = {
  old_secret_in_use: retire,
  expires_soon: extend,
  never_expires: setExpiry,
  unused_scopes: narrow,
  no_address_limit: limitAddresses,
};

function revocation({ row }: Evidence): Repair {
  return { action: "revoke", label: row.kind === "grant" ? "Disconnect" : "Revoke", effect: "It is refused from its next request on, everywhere, for good." };
}

function retire({ evidence: { callers, row } }: Case): Repair[] {
  if (row.kind !== "api_key" && row.kind !== "personal_token") return [];
  return [{ action: "retire_old_secret", label: "Retire the old secret", effect: `The old secret is refused from its next request on: ${countWords(callers.length, "caller")} will fail until it has the new one.` }];
}

/** The proposed end in seconds from now, or the latest that is allowed. */
function proposedEnd({ principal, evidence: { row } }: Case): number | undefined {
  const now = clock.now().getTime();
  const limits = [proposedDays * daySeconds];
  const until = (time: number) => limits.push(Math.floor((time - now) / 1000));
  const longest = row.kind === "api_key" ? row.organization?.longestKeyLifetimeSeconds : undefined;
  if (longest) until(row.createdAt.getTime() + longest * 1000);
  if (row.tokenExpiresAt) until(row.tokenExpiresAt.getTime());
  if (row.kind === "grant") limits.push(config().refreshTokenTtlSeconds);
  if (principal.kind !== "session" && principal.credentialExpiresAt) until(principal.credentialExpiresAt.getTime());
  const seconds = Math.min(...limits);
  return seconds >= daySeconds ? seconds : undefined;
}

function setExpiry(found: Case): Repair[] {
  const seconds = proposedEnd(found);
  if (seconds === undefined) return [];
  const mayLift = !found.evidence.row.organization?.longestKeyLifetimeSeconds;
  return [{ action: "set_expiry", label: `Expire in ${inDays(seconds)}`, effect: `It ends on ${dateIn(seconds)}. You are reminded 30, 7 and 1 days before.`, change: { expires_in: seconds }, ...(mayLift && { undo: { expires_in: null } }) }];
}

function extend(found: Case): Repair[] {
  const seconds = proposedEnd(found);
  const left = Math.floor((found.evidence.row.expiresAt!.getTime() - clock.now().getTime()) / 1000);
  if (seconds === undefined || seconds < left + daySeconds) return [];
  return [{ action: "extend", label: `Extend to ${inDays(seconds)}`, effect: `It ends on ${dateIn(seconds)} instead.`, change: { expires_in: seconds }, undo: { expires_in: Math.max(1, left) } }];
}

/** To what its calls have needed; offered only where the changer holds that as well. */
function narrow({ principal, evidence: { row, usedScopes, unusedScopes } }: Case): Repair[] {
  if (usedScopes.length === 0 || !usedScopes.every((scope) => scopeAllows(principal.scopes, scope))) return [];
  const mayUndo = row.scopesFollowRole ? principal.kind === "session" && row.userId === principal.user.id : row.scopes.length > 0 && row.scopes.every((scope) => scopeAllows(principal.scopes, scope));
  const effect = `It keeps ${list(usedScopes)}, and loses ${list(unusedScopes)}. A call that needs more is refused with 403.`;
  return [{ action: "narrow_scopes", label: "Keep only what it uses", effect, change: { scopes: usedScopes }, ...(mayUndo && { undo: { scopes: row.scopesFollowRole ? null : row.scopes } }) }];
}

function limitAddresses({ principal, evidence: { row, callers } }: Case): Repair[] {
  const addresses = [...new Set(callers.map(({ ip }) => ip))].sort();
  const { allowedIps } = principal;
  if (addresses.length === 0 || (allowedIps && !addresses.every((address) => isBlockWithin(address, allowedIps)))) return [];
  const mayLift = !allowedIps && !row.organization?.keyAddressesRequired;
  const effect = `It is let in from ${list(addresses)} and refused from anywhere else.`;
  return [{ action: "limit_addresses", label: addresses.length === 1 ? "Allow only this address" : "Allow only these addresses", effect, change: { allowed_ips: addresses }, ...(mayLift && { undo: { allowed_ips: null } }) }];
}

const inDays = (seconds: number) => countWords(Math.round(seconds / daySeconds), "day");
const dateIn = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000).toISOString().slice(0, 10);
