import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Tone = "info" | "good" | "warn" | "bad";

/** Something to know, in place. Errors are announced at once (`role="alert"`), the rest when the reader pauses. */
export function Notice({ tone = "info", title, className, children, actions }: { tone?: Tone; title?: ReactNode; className?: string; children?: ReactNode; actions?: ReactNode }) {
  const { icon: Icon, look, iconLook } = tones[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={clsx("flex gap-3 rounded-md border px-4 py-3 text-sm animate-fade", look, className)}>
      <Icon aria-hidden className={clsx("mt-0.5 size-4.5 shrink-0", iconLook)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={clsx(title && "text-muted")}>{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}

const tones: Record<Tone, { icon: typeof Info; look: string; iconLook: string }> = {
  info: { icon: Info, look: "border-line bg-sunken", iconLook: "text-muted" },
  good: { icon: CircleCheck, look: "border-good-line bg-good-soft", iconLook: "text-good" },
  warn: { icon: TriangleAlert, look: "border-brass-line bg-brass-soft", iconLook: "text-brass" },
  bad: { icon: CircleAlert, look: "border-bad-line bg-bad-soft", iconLook: "text-bad" },
};
