import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { AttemptView, StepView } from "@/lib/contract/doctor";
import { db } from "@/lib/db/client";
import type { ConnectionEvent } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { explainCause, titleOf } from "./explain";
import { findAttempts, toAttemptView, visibleTo, type AttemptRow } from "./list-attempts";
import { connectionRecorder } from "./record";

export type AttemptWithSteps = { attempt: AttemptRow; steps: ConnectionEvent[] };

const mostSteps = 500;

/** One attempt with its steps in order. Throws NOT_FOUND, also for one that is not the caller's. */
export async function getAttempt(ctx: UserContext, id: string): Promise<AttemptWithSteps> {
  await connectionRecorder().flush();
  const [attempt] = await findAttempts(await visibleTo(ctx), { id, limit: 1 });
  if (!attempt) throw notFound();
  const steps = await db().connectionEvent.findMany({ where: { attemptId: id }, orderBy: [{ occurredAt: "asc" }, { id: "asc" }], take: mostSteps });
  return { attempt, steps };
}

export function toAttemptTimeline({ attempt, steps }: AttemptWithSteps): AttemptView & { steps: StepView[] } {
  return { ...toAttemptView(attempt), steps: steps.map(toStepView) };
}

function toStepView(event: ConnectionEvent): StepView {
  const step = event.step as StepView["step"];
  return {
    id: event.id,
    step,
    succeeded: event.succeeded,
    title: titleOf(step, event.succeeded, event.cause),
    cause: explainCause(event.cause),
    detail: event.detail as Record<string, unknown>,
    client_id: event.clientId ?? undefined,
    ip: event.ip ?? undefined,
    user_agent: event.userAgent ?? undefined,
    request_id: event.requestId ?? undefined,
    at: toWireTime(event.occurredAt),
  };
}
