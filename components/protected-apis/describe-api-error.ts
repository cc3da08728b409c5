import { KeyhouseError } from "@keyhouse/client";
import { describeError } from "@/components/describe-error";

/** As any error; one about a rule says which. */
export function describeApiError(error: unknown): string {
  const [issue] = error instanceof KeyhouseError ? error.issues : [];
  const [, list, index, field] = /^(rules|tools)\.(\d+)(?:\.(\w+))?/.exec(issue?.path ?? "") ?? [];
  if (!issue || list === undefined) return describeError(error);
  return `${list === "rules" ? "Rule" : "Tool rule"} ${Number(index) + 1}${field ? `, ${field}` : ""}: ${issue.message}.`;
}
