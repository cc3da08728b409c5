"use client";

import { useEffect, useState } from "react";

/** "3 minutes ago", with the exact time on hover and in the markup. */
export function RelativeTime({ value, className }: { value: string; className?: string }) {
  // The server cannot know the reader's time zone: both sides first say the same, then the browser says it better.
  const [exact, setExact] = useState(utc(value));
  const [words, setWords] = useState(() => relative(value));
  useEffect(() => {
    setExact(new Date(value).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" }));
    setWords(relative(value));
    const timer = setInterval(() => setWords(relative(value)), 30_000);
    return () => clearInterval(timer);
  }, [value]);
  return (
    <time dateTime={value} title={exact} className={className} suppressHydrationWarning>
      {words}
    </time>
  );
}

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

export function relative(value: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(value) - now) / 1000);
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 5 ? "in less than a minute" : "just now";
}

function utc(value: string): string {
  return `${value.slice(0, 10)} ${value.slice(11, 19)} UTC`;
}
