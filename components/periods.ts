import { one, type SearchParams } from "./search-params";

export const periods = [
  { value: "", label: "Any time", seconds: undefined },
  { value: "hour", label: "Last hour", seconds: 3600 },
  { value: "day", label: "Last 24 hours", seconds: 86_400 },
  { value: "week", label: "Last 7 days", seconds: 604_800 },
  { value: "month", label: "Last 30 days", seconds: 2_592_000 },
] as const;

/** The period that the address names, and when it began; what a page does not offer counts as absent. */
export function readPeriod(params: SearchParams, now = Date.now()): { period: string; since: string | undefined } {
  const { value, seconds } = periods.find((offered) => offered.value === one(params["period"])) ?? periods[0];
  return { period: value, since: seconds === undefined ? undefined : new Date(now - seconds * 1000).toISOString() };
}
