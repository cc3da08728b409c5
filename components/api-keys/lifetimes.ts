const day = 86_400;

/** How long a new key lives. "Never" is last: it is a choice, not a habit. */
export const lifetimes = [
  { value: "7", label: "7 days", seconds: 7 * day },
  { value: "30", label: "30 days", seconds: 30 * day },
  { value: "90", label: "90 days", seconds: 90 * day },
  { value: "365", label: "1 year", seconds: 365 * day },
  { value: "never", label: "Never", seconds: undefined },
] as const;

export const defaultLifetime = "90";

export function lifetimeSeconds(value: string): number | undefined {
  return lifetimes.find((lifetime) => lifetime.value === value)?.seconds;
}
