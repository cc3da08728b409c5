/** `3 min ago`, `in 2 days`, as one would say it; `-` for never. */
export function relative(time: string | undefined, now: Date): string | undefined {
  if (time === undefined) return undefined;
  const seconds = Math.round((new Date(time).getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 10) return "just now";
  const [count, unit] = size < 60 ? [size, "s"] : size < 3600 ? [Math.round(size / 60), "min"] : size < 86_400 * 2 ? [Math.round(size / 3600), "h"] : [Math.round(size / 86_400), "days"];
  return seconds < 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

/** The time itself and how far away it is, for single facts. */
export function exactly(time: string | undefined, now: Date): string | undefined {
  return time === undefined ? undefined : `${time.replace(/\.\d+Z$/, "Z")} (${relative(time, now)})`;
}
