import clsx from "clsx";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { SafetySummary } from "@/lib/contract/safety";
import { paths } from "@/lib/paths";

/** Is it safe? In one line, and in numbers what there is to look at. */
export function SafetyHeadline({ summary, of }: { summary: SafetySummary; of: string | undefined }) {
  const { open, checked, kinds } = summary;
  const isClear = open === 0;
  const Icon = isClear ? ShieldCheck : ShieldAlert;
  return (
    <section aria-label="At a glance" className={clsx("mb-6 flex gap-4 rounded-lg border px-5 py-5 sm:px-6", isClear ? "border-good-line bg-good-soft" : "border-brass-line bg-brass-soft")}>
      <Icon aria-hidden className={clsx("mt-0.5 size-7 shrink-0", isClear ? "text-good" : "text-brass")} />
      <div className="grid min-w-0 gap-2">
        <p className="text-lg font-semibold tracking-tight">{headlineOf(summary)}</p>
        <p className="text-sm text-muted">
          {checked === 0 ? "No key, token or connected app is out that could be lost." : `${checked === 1 ? "1 key, token or connected app" : `${checked} keys, tokens and connected apps`} checked. Sessions end by themselves and are not among them.`}
        </p>
        {kinds.length > 1 ? (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {kinds.map(({ kind, title, open: count }) => (
              <li key={kind}>
                <Link href={`${paths.safety}?${new URLSearchParams({ ...(of !== undefined && { of }), kind })}`} className="link">
                  {title}
                </Link>{" "}
                <span className="tabular-nums text-muted">{count}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}

function headlineOf({ open, checked }: Pick<SafetySummary, "open" | "checked">): string {
  if (checked === 0) return "Nothing to look after";
  return open === 0 ? "All is well" : open === 1 ? "1 thing to look at" : `${open} things to look at`;
}
