import { Check, ChevronDown, X } from "lucide-react";
import { RichText } from "@/components/ui/rich-text";
import { RelativeTime } from "@/components/ui/time";
import type { StepView } from "@/lib/contract/doctor";
import { StepDetail } from "./step-detail";

/** The steps of one attempt, in order, each in plain words; where one failed, what to do about it. */
export function Timeline({ steps }: { steps: StepView[] }) {
  const start = Date.parse(steps[0]?.at ?? "");
  return (
    <ol className="px-5 pt-6 pb-1 sm:px-6">
      {steps.map((step, index) => (
        <TimelineStep key={step.id} step={step} afterSeconds={index === 0 ? undefined : Math.round((Date.parse(step.at) - start) / 1000)} isLast={index === steps.length - 1} />
      ))}
    </ol>
  );
}

function TimelineStep({ step, afterSeconds, isLast }: { step: StepView; afterSeconds: number | undefined; isLast: boolean }) {
  const Icon = step.succeeded ? Check : X;
  return (
    <li className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-4 pb-6">
      {isLast ? null : <span aria-hidden className="absolute top-8 bottom-1 left-3.5 w-px bg-line" />}
      <span className={`grid size-7 place-items-center rounded-full border ${step.succeeded ? "border-good-line bg-good-soft text-good" : "border-bad-line bg-bad-soft text-bad"}`}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{step.succeeded ? "Succeeded: " : "Failed: "}</span>
      </span>
      <div className="grid min-w-0 gap-1.5 pt-0.5 text-sm">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-base font-medium">{step.title}</span>
          <span className="text-xs text-faint tabular-nums">{afterSeconds === undefined ? <RelativeTime value={step.at} /> : describeDelay(afterSeconds)}</span>
        </p>
        {step.cause ? (
          <p className="rounded-md border border-bad-line bg-bad-soft px-3.5 py-2.5">
            <strong className="font-medium">What to do:</strong> <RichText>{step.cause.fix}</RichText>
          </p>
        ) : null}
        <details className="group">
          <summary className="inline-flex items-center gap-1 rounded-sm text-[0.8125rem] text-muted hover:text-ink">
            What was sent
            <ChevronDown aria-hidden className="size-3.5 text-faint group-open:rotate-180" />
          </summary>
          <StepDetail step={step} />
        </details>
      </div>
    </li>
  );
}

function describeDelay(seconds: number): string {
  if (seconds === 0) return "at once";
  return seconds < 60 ? `+${seconds} s` : `+${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
