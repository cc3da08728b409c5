import clsx from "clsx";

export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return <span className={clsx("inline-block font-mono text-2xs font-semibold tracking-wide", looks[method] ?? "text-muted", className)}>{method === "DELETE" ? "DEL" : method}</span>;
}

const looks: Record<string, string> = { GET: "text-good", POST: "text-brass", PATCH: "text-warn", PUT: "text-warn", DELETE: "text-bad" };
