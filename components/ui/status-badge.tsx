import type { ComponentProps } from "react";
import { Badge } from "./badge";

export type StatusLooks<Status extends string> = Readonly<Record<Status, { tone: NonNullable<ComponentProps<typeof Badge>["tone"]>; label: string }>>;

/** How something is, as a word and a colour. */
export function StatusBadge<Status extends string>({ status, looks }: { status: Status; looks: StatusLooks<Status> }) {
  const { tone, label } = looks[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}
