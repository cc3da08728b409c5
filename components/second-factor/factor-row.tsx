import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";

/** One factor: what it is, whether it is on, and what can be done. */
export function FactorRow({ icon, title, isOn, text, action, children }: { icon: ReactNode; title: string; isOn?: boolean; text: ReactNode; action: ReactNode; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:flex-nowrap sm:px-6 [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-faint">
      {icon}
      <div className="min-w-0 flex-1 basis-2/3 sm:basis-0">
        <h3 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm font-medium">
          <span className="min-w-0 wrap-anywhere">{title}</span>
          {isOn ? (
            <Badge tone="good" dot>
              On
            </Badge>
          ) : null}
        </h3>
        <p className="text-sm text-muted">{text}</p>
      </div>
      {action ? <div className="flex basis-full flex-wrap gap-2 pl-9 sm:basis-auto sm:pl-0">{action}</div> : null}
      {children}
    </li>
  );
}
