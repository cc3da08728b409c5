import clsx from "clsx";
import type { ReactNode } from "react";

type Tone = "neutral" | "good" | "warn" | "bad" | "brass";

/** A word about a thing's state. Colour only repeats what the word says. */
export function Badge({ tone = "neutral", dot, className, children }: { tone?: Tone; dot?: boolean; className?: string; children: ReactNode }) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 rounded-full border px-2 py-px text-xs font-medium whitespace-nowrap", tones[tone], className)}>
      {dot ? <span aria-hidden className="size-1.5 rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}

const tones: Record<Tone, string> = {
  neutral: "border-line bg-sunken text-muted",
  good: "border-good-line bg-good-soft text-good",
  warn: "border-warn-line bg-warn-soft text-warn",
  bad: "border-bad-line bg-bad-soft text-bad",
  brass: "border-brass-line bg-brass-soft text-brass",
};
