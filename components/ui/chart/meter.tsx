import clsx from "clsx";
import type { ReactNode } from "react";

/** How much of something is used, as words and as a bar. */
export function Meter({ label, used, limit, note, tone = "brass" }: { label: string; used: number; limit: number; note?: ReactNode; tone?: "brass" | "good" }) {
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  return (
    <div className="grid gap-1.5 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="text-[0.8125rem] text-muted tabular-nums">
          {used.toLocaleString("en")} of {limit.toLocaleString("en")}
        </span>
      </div>
      <div role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={limit} aria-valuenow={Math.min(used, limit)} className="h-2 overflow-hidden rounded-full bg-sunken">
        <div className={clsx("h-full rounded-full", share >= 1 ? "bg-chart-bad" : tone === "good" ? "bg-chart-good" : "bg-brass-solid")} style={{ width: `${share * 100}%` }} />
      </div>
      {note ? <p className="text-[0.8125rem] text-faint">{note}</p> : null}
    </div>
  );
}
