import { networkOf } from "@/lib/client-address/addresses";
import { db } from "@/lib/db/client";
import { togetherMilliseconds } from "./attempts";

export type SeenStep = { attemptId: string; occurredAt: Date; step: string; succeeded: boolean; clientId: string | null; ip: string | null; userAgent: string | null };

/** Before the request for authorization nobody has kept the id of an attempt: until then it can still become part of another. */
const earlySteps = new Set(["discovery", "registration", "document"]);
const mostRead = 2000;

/**
 * Joins what several instances, or one before it was started again, took for attempts of their own: first steps go to the attempt that they
 * led to. Returns which attempt became which.
 */
export async function joinAttempts(written: SeenStep[]): Promise<Map<string, string>> {
  if (!written.some(({ step }) => earlySteps.has(step) || step === "authorize")) return new Map();
  const since = new Date(Math.min(...written.map(({ occurredAt }) => occurredAt.getTime())) - togetherMilliseconds);
  const near = [{ ip: { in: present(written.map(({ ip }) => ip)) } }, { clientId: { in: present(written.map(({ clientId }) => clientId)) } }];
  const select = { attemptId: true, occurredAt: true, step: true, succeeded: true, clientId: true, ip: true, userAgent: true };
  const steps = await db().connectionEvent.findMany({ where: { occurredAt: { gt: since }, OR: near }, orderBy: { occurredAt: "desc" }, take: mostRead, select });
  const moves = findMoves(steps);
  for (const [from, to] of moves) await db().connectionEvent.updateMany({ where: { attemptId: from }, data: { attemptId: to } });
  return moves;
}

/** Which attempts of first steps alone belong to which other. */
export function findMoves(steps: SeenStep[]): Map<string, string> {
  const attempts = gather(steps);
  const moves = new Map<string, string>();
  // the newest first: what it moves to may itself move on
  for (const attempt of attempts.toSorted((left, right) => right.id.localeCompare(left.id))) {
    if (!attempt.isEarly) continue;
    const others = attempts.filter((other) => isNear(attempt, other) && (!other.isEarly || other.id < attempt.id));
    const [nearest] = others.toSorted((left, right) => Number(left.isEarly) - Number(right.isEarly) || distance(attempt, left) - distance(attempt, right));
    if (nearest) moves.set(attempt.id, nearest.id);
  }
  for (const [from, to] of moves) moves.set(from, moves.get(to) ?? to);
  return moves;
}

type Gathered = { id: string; first: number; last: number; overAt: number; isEarly: boolean; clients: Set<string>; programs: Set<string>; networks: Set<string> };

function gather(steps: SeenStep[]): Gathered[] {
  const attempts = new Map<string, Gathered>();
  for (const { attemptId: id, occurredAt, step, succeeded, clientId, ip, userAgent } of steps) {
    const at = occurredAt.getTime();
    const known = attempts.get(id) ?? { id, first: at, last: at, overAt: Infinity, isEarly: true, clients: new Set(), programs: new Set(), networks: new Set() };
    attempts.set(id, known);
    known.first = Math.min(known.first, at);
    known.last = Math.max(known.last, at);
    if (step === "first_call" && succeeded) known.overAt = Math.min(known.overAt, at);
    known.isEarly &&= earlySteps.has(step);
    if (clientId !== null) known.clients.add(clientId);
    const network = networkOf(ip ?? undefined);
    known.networks.add(network);
    known.programs.add(`${network} ${userAgent ?? ""}`);
  }
  return [...attempts.values()];
}

/** By the rules by which one instance tells attempts apart (see `AttemptFinder`). */
function isNear(attempt: Gathered, other: Gathered): boolean {
  if (other.id === attempt.id || other.overAt < attempt.first || distance(attempt, other) > togetherMilliseconds) return false;
  const isHere = shares(attempt.networks, other.networks);
  if (attempt.clients.size > 0 && other.clients.size > 0) return [...attempt.clients].some((client) => other.clients.has(client) && (isHere || !client.includes("://")));
  return shares(attempt.programs, other.programs);
}

function distance(left: Gathered, right: Gathered): number {
  return Math.max(0, left.first - right.last, right.first - left.last);
}

const shares = (left: Set<string>, right: Set<string>) => [...left].some((one) => right.has(one));
const present = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
