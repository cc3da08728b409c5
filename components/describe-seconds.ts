const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** 2592000 as "30 days": in the largest unit that fits without a remainder. */
export function describeSeconds(seconds: number): string {
  const [name, size] = units.find(([, unit]) => seconds % unit === 0) ?? units[3];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
