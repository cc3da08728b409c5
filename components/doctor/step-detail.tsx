import type { StepView } from "@/lib/contract/doctor";

/** Everything that was written down about a step: names as the protocol has them, values as they were sent. */
export function StepDetail({ step }: { step: StepView }) {
  const facts = [
    ...Object.entries(step.detail).map(([name, value]) => [name, show(value)] as const),
    ["client_id", step.client_id],
    ["cause", step.cause?.code],
    ["from", step.ip],
    ["agent", step.user_agent],
    ["request", step.request_id],
    ["at", step.at],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== "");
  return (
    <dl className="mt-2 grid gap-x-6 gap-y-2 rounded-md border border-line bg-sunken/50 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {facts.map(([name, value], index) => (
        <div key={`${name} ${index}`} className="min-w-0 sm:contents">
          <dt className="text-xs leading-5 text-faint">{name}</dt>
          <dd className="min-w-0 font-mono text-[0.8125rem] leading-5 break-all whitespace-pre-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function show(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("\n");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
