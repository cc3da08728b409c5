import { describeSeconds } from "@/components/describe-seconds";

const day = 86_400;

/** How long a new key lives. "Never" is last: it is a choice, not a habit. */
export const lifetimes: Lifetime[] = [
  { value: "7", label: "7 days", seconds: 7 * day },
  { value: "30", label: "30 days", seconds: 30 * day },
  { value: "90", label: "90 days", seconds: 90 * day },
  { value: "365", label: "1 year", seconds: 365 * day },
  { value: "never", label: "Never", seconds: undefined },
];

export type Lifetime = { value: string; label: string; seconds: number | undefined };

/** The lifetimes that an organization leaves to choose from: with a limit, those below it and the limit itself. */
export function lifetimesWithin(longest: number | undefined): Lifetime[] {
  if (longest === undefined) return lifetimes;
  const shorter = lifetimes.filter(({ seconds }) => seconds !== undefined && seconds < longest);
  return [...shorter, { value: String(longest / day), label: describeSeconds(longest), seconds: longest }];
}

/** 90 days where that is allowed, else as long as may be. */
export function defaultLifetime(choices: Lifetime[]): string {
  return (choices.find(({ value }) => value === "90") ?? choices.at(-1)!).value;
}

export function lifetimeSeconds(value: string): number | undefined {
  return value === "never" ? undefined : Math.round(Number(value) * day);
}
